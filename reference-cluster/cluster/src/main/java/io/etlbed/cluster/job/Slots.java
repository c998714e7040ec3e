package io.etlbed.cluster.job;

/** What may be under way at once. Who waits for a slot is woken when several are free, and takes the others without waiting. */
final class Slots {

    private final int all;
    private final int several;
    private int free;
    private boolean forAll;

    /**
     * @param all how many there are
     * @param several so many are free when a waiting thread is woken
     */
    Slots(int all, int several) {
        this.all = all;
        this.several = several;
        this.free = all;
    }

    /** For the one thread that takes them. */
    synchronized void take() throws InterruptedException {
        if (free == 0) {
            while (free < several) {
                wait();
            }
        }
        free--;
    }

    synchronized void release() {
        free++;
        if (free == (forAll ? all : several)) {
            notifyAll();
        }
    }

    /** Waits until nothing is under way. */
    synchronized void awaitAll() throws InterruptedException {
        forAll = true;
        while (free < all) {
            wait();
        }
    }
}
