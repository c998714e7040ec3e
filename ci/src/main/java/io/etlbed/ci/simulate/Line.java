package io.etlbed.ci.simulate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A quantity that grows with the number of targets: a part that is there with any, and as much again for each.
 *
 * @param fixed not negative
 * @param each not negative
 */
record Line(double fixed, double each) {

    /** The line with the least squares of its relative errors: a second more matters with ten targets, not with a thousand. */
    static Line through(List<Measured> points, ToDoubleFunction<Measured> quantity) {
        double w = 0;
        double wx = 0;
        double wy = 0;
        double wxx = 0;
        double wxy = 0;
        for (Measured point : points) {
            double x = point.targets();
            double y = Math.max(1e-9, quantity.applyAsDouble(point));
            double weight = 1 / (y * y);
            w += weight;
            wx += weight * x;
            wy += weight * y;
            wxx += weight * x * x;
            wxy += weight * x * y;
        }
        double spread = w * wxx - wx * wx;
        double each = spread <= 1e-9 * w * wxx ? 0 : (w * wxy - wx * wy) / spread;
        if (each <= 0) {
            return new Line(wy / w, 0);
        }
        double fixed = (wy - each * wx) / w;
        return fixed >= 0 ? new Line(fixed, each) : new Line(0, wxy / wxx);
    }

    double at(int targets) {
        return fixed + each * targets;
    }
}
