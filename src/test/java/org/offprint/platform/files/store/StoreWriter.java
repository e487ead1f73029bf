package org.offprint.platform.files.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Random;

/** Program that stores files continuously and prints the hash of each stored file, until a test kills its process. */
final class StoreWriter {

    private StoreWriter() {}

    /**
     * Starts the program.
     * @param arguments the directory, followed by endpoint, prefix, access key and secret for S3
     */
    public static void main(String... arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        FileStore store = arguments.length == 1
                ? new DiskFileStore(directory, 0)
                : new S3FileStore(
                        directory,
                        0,
                        new S3Settings(
                                URI.create(arguments[1]),
                                "us-east-1",
                                S3Proxy.BUCKET,
                                arguments[2],
                                arguments[3],
                                arguments[4],
                                true),
                        5L << 20);
        Random chance = new Random();
        while (true) {
            byte[] bytes = new byte[chance.nextInt(6 << 20)];
            chance.nextBytes(bytes);
            try (IncomingFile incoming = store.begin(Long.MAX_VALUE)) {
                incoming.write(bytes);
                System.out.println(incoming.store().hash());
            }
        }
    }
}
