package io.etlbed.ci.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** What is shipped: not the tests of this module. (Those of other modules are not on its class path.) */
final class ProductionCode implements ImportOption {

    ProductionCode() {}

    @Override
    public boolean includes(Location location) {
        return !location.contains("/test-classes/");
    }
}
