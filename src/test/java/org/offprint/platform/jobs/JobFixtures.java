package org.offprint.platform.jobs;

import java.nio.file.Path;

/** Creates nodes and job claims for tests that run without a service. */
public final class JobFixtures {

    private JobFixtures() {}

    /** Returns a node with this data directory. */
    public static Node node(Path data) {
        return new Node(data);
    }

    /**
     * Fake check of a job claim that throws an exception after a number of calls. {@code looks} is the number of calls
     * so far.
     */
    public static final class Watch implements Runnable {

        private final int most;
        private int looks;

        public Watch(int most) {
            this.most = most;
        }

        public int looks() {
            return looks;
        }

        @Override
        public void run() {
            if (++looks > most) {
                throw new ClaimLostException();
            }
        }
    }
}
