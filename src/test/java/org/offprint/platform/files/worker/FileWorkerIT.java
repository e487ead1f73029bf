package org.offprint.platform.files.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the packaged service contains all classes that the file worker process needs. */
class FileWorkerIT {

    @Test
    void the_file_worker_process_can_be_started_from_the_packaged_jar(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("figure.tif");
        ImageIO.write(new BufferedImage(900, 500, BufferedImage.TYPE_INT_RGB), "tiff", file.toFile());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("offprint.jar"),
                        FileWorker.class.getName(),
                        FileWorker.IMAGES,
                        "60",
                        file.toString(),
                        folder.toString(),
                        "TIFF")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        process.waitFor(60, TimeUnit.SECONDS);
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("log")));
        assertEquals(
                "size\t900\t500",
                Files.readAllLines(folder.resolve(FileWorker.RESULT)).get(0));
    }
}
