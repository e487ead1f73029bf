package org.offprint.platform.jobs;

import java.nio.file.Path;

/** Nodes and claims for tests that have no service. */
public final class JobFixtures {

    private JobFixtures() {}

    /** The node of this data directory. */
    public static Node node(Path data) {
        return new Node(data);
    }

    /** The watch of a claim that is lost after so many looks; {@code looks} counts all of them. */
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
