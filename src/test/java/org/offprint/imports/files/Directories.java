package org.offprint.imports.files;

import java.nio.file.Path;
import org.offprint.platform.jobs.JobFixtures;

/** Directories of uploads for tests that have no service. */
public final class Directories {

    private Directories() {}

    public static UploadDirectory at(Path data) {
        return new UploadDirectory(JobFixtures.node(data));
    }
}
