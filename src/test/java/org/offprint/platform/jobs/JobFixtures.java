package org.offprint.platform.jobs;

import java.nio.file.Path;

/** Nodes and claims for tests that run without a service. */
public final class JobFixtures {

    private JobFixtures() {}

    /** Returns the node of this data directory. */
    public static Node node(Path data) {
        return new Node(data);
    }

    /** Watch of a claim that is lost after a number of checks. {@code looks} counts all checks. */
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
