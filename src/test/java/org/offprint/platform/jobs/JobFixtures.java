package org.offprint.platform.jobs;

import java.nio.file.Path;

/** Creates nodes and job claims for tests that run without a service. */
public final class JobFixtures {

    private JobFixtures() {}

    /** Returns a node with this data directory. */
    public static Node node(Path data) {
        return new Node(data);
    }

    /** Fake check of a job claim that counts its calls and throws an exception if there are more than {@code most}. */
    public static final class Watch implements Runnable {

        private final int most;
        private int calls;

        public Watch(int most) {
            this.most = most;
        }

        public int calls() {
            return calls;
        }

        @Override
        public void run() {
            if (++calls > most) {
                throw new ClaimLostException();
            }
        }
    }
}
