package org.offprint.platform.files.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

@TestInstance(Lifecycle.PER_CLASS)
class S3FileStoreTest extends FileStoreTest {

    private S3Proxy server;

    @BeforeAll
    void start(@TempDir Path buckets) throws IOException, InterruptedException {
        server = S3Proxy.start(buckets);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /**
     * Opens the store with a separate bucket prefix for each test. The part size is small, so that test files have
     * several parts.
     */
    @Override
    FileStore open() throws IOException {
        return new S3FileStore(directory, 0, server.settings(prefix()), 5L << 20);
    }

    private String prefix() {
        return directory.getFileName() + "/";
    }

    @Override
    List<String> arguments() {
        S3Settings settings = server.settings(prefix());
        return List.of(settings.endpoint().toString(), settings.prefix(), settings.accessKey(), settings.secretKey());
    }

    @Test
    void the_s3_store_leaves_no_files_on_the_local_disk() throws IOException {
        StoredBytes kept = keep(random(1_000));
        assertEquals(Optional.empty(), store.path(kept.hash()));
        try (var left = Files.list(directory.resolve("incoming"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void a_file_uploaded_to_s3_in_several_parts_is_stored_completely() throws IOException {
        byte[] large = random((5 << 20) * 2 + 12_345);
        StoredBytes kept = keep(large);
        assertArrayEquals(large, bytes(kept.hash()));
        assertEquals(large.length, store.find(kept.hash()).orElseThrow().size());
    }

    @Test
    void a_wrong_s3_secret_is_rejected_and_never_logged() throws IOException {
        String wrong = "not-the-secret-at-all";
        S3Settings settings = server.settings("test/", wrong);
        try (FileStore refused = new S3FileStore(directory, 0, settings)) {
            UUID upload = UUID.randomUUID();
            IOException failure = assertThrows(IOException.class, () -> {
                try (IncomingFile incoming = refused.begin(upload, MOST)) {
                    incoming.write(random(1_000));
                    incoming.store();
                }
            });
            assertTrue(failure.getMessage().contains("403"), failure.getMessage());
            assertThrows(IOException.class, refused::checkWritable);
            assertThrows(IOException.class, () -> refused.list(null, 10));
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertFalse(cause.toString().contains(wrong), cause.toString());
            }
            assertFalse((refused + settings.toString()).contains(wrong));
            // Bytes that could not be stored in S3 are preserved, so the upload can be resumed when S3 is reachable
            // again.
            assertEquals(OptionalLong.of(1_000), refused.received(upload));
        }
        try (IncomingFile incoming = store.begin(MOST)) {
            incoming.write(random(1_000));
            incoming.store();
        }
    }

    @Test
    void an_unreachable_s3_endpoint_is_reported() throws IOException {
        S3Settings of = server.settings("test/");
        S3Settings unreachable = new S3Settings(
                URI.create("http://127.0.0.1:9"),
                of.region(),
                of.bucket(),
                of.prefix(),
                of.accessKey(),
                of.secretKey(),
                true);
        try (FileStore silent = new S3FileStore(directory, 0, unreachable)) {
            IOException failure = assertThrows(IOException.class, silent::checkWritable);
            assertTrue(failure.getMessage().contains("does not answer"), failure.getMessage());
        }
    }

    @Test
    void only_unfinished_uploads_of_the_store_are_discarded() throws IOException {
        S3Settings settings = server.settings(prefix());
        String hash = "ab12".repeat(16);
        String own = prefix() + "ab/12/" + hash;
        String foreign = prefix() + "backup/" + hash;
        try (S3Client client = client(settings)) {
            for (String key : List.of(own, foreign)) {
                client.createMultipartUpload(
                        request -> request.bucket(settings.bucket()).key(key));
            }
            assertEquals(List.of(own, foreign), unfinished(client, settings));
            assertEquals(0, store.discardIncoming(Instant.now().minusSeconds(60)));
            assertEquals(1, store.discardIncoming(Instant.now().plusSeconds(60)));
            assertEquals(List.of(foreign), unfinished(client, settings));
        }
    }

    private static List<String> unfinished(S3Client client, S3Settings settings) {
        return client
                .listMultipartUploads(
                        request -> request.bucket(settings.bucket()).prefix(settings.prefix()))
                .uploads()
                .stream()
                .map(MultipartUpload::key)
                .sorted()
                .toList();
    }

    private static S3Client client(S3Settings settings) {
        return S3Client.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                .build();
    }

    @Test
    void a_missing_s3_bucket_is_reported() throws IOException {
        S3Settings of = server.settings(prefix());
        S3Settings elsewhere = new S3Settings(
                of.endpoint(), of.region(), "nowhere", of.prefix(), of.accessKey(), of.secretKey(), true);
        try (FileStore none = new S3FileStore(directory, 0, elsewhere)) {
            IOException failure = assertThrows(IOException.class, none::checkWritable);
            assertTrue(failure.getMessage().contains("404"), failure.getMessage());
            assertThrows(IOException.class, () -> none.list(null, 1));
        }
    }
}
