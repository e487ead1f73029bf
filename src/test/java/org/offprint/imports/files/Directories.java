package org.offprint.imports.files;

import java.nio.file.Path;
import org.offprint.platform.jobs.JobFixtures;

/** Creates upload directories for tests that run without a service. */
public final class Directories {

    private Directories() {}

    public static UploadDirectory at(Path data) {
        return new UploadDirectory(JobFixtures.node(data));
    }
}
