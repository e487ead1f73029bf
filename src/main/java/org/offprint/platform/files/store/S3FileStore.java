package org.offprint.platform.files.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * File store in an S3 bucket. A file has the key {@code ab/cd/abcd…}, whose prefixes are the first digits of its hash.
 * Only features that all S3-compatible stores support are used, so transfers are verified by MD5 instead of the newer
 * checksums.
 */
public final class S3FileStore extends FileStore {

    private static final Duration CONNECTION = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final String PROBE = "probe";
    private static final int LARGEST_PAGE = 1_000;
    private static final int NOT_FOUND = 404;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /** Part size of multipart uploads to S3, in bytes. Files larger than one part are sent in at most 10,000 parts. */
    private final long part;

    private final S3Settings settings;
    private final S3Client client;

    /**
     * Creates a file store in an S3 bucket.
     *
     * @param directory local directory for uploads in progress
     * @param leastFree minimum free disk space for the directory, in bytes
     */
    public S3FileStore(Path directory, long leastFree, S3Settings settings) throws IOException {
        this(directory, leastFree, settings, 64L << 20);
    }

    /**
     * Creates a file store in an S3 bucket with a custom part size.
     *
     * @param part size of the parts of large files in bytes, at least 5 MB
     */
    S3FileStore(Path directory, long leastFree, S3Settings settings, long part) throws IOException {
        super(directory.toAbsolutePath(), leastFree);
        this.settings = settings;
        this.part = part;
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTION)
                        .socketTimeout(SILENCE)
                        .build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.isPathStyle())
                        // Chunked encoding is disabled, because some S3-compatible stores save the chunk framing as
                        // part of the file.
                        .chunkedEncodingEnabled(false)
                        .build());
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        client = builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) {
        return settings.accessKey() == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
    }

    private String key(Sha256 hash) {
        String name = hash.value();
        return settings.prefix() + name.substring(0, 2) + '/' + name.substring(2, 4) + '/' + name;
    }

    private <T> T send(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (S3Exception e) {
            boolean isBucket = e.awsErrorDetails() != null
                    && "NoSuchBucket".equals(e.awsErrorDetails().errorCode());
            if (e.statusCode() == NOT_FOUND && !isBucket) {
                throw new NoSuchFileException(settings.toString(), null, e.getMessage());
            }
            throw new IOException("The file store responded with status " + e.statusCode() + ": " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new IOException("The file store does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    void put(Path file, Sha256 hash, long size) throws IOException {
        if (size > part) {
            putParts(file, key(hash), size);
        } else {
            String md5 = md5(file, 0, size);
            send(() -> client.putObject(
                    request -> request.bucket(settings.bucket())
                            .key(key(hash))
                            .contentLength(size)
                            .contentMD5(md5),
                    RequestBody.fromFile(file)));
        }
        Files.delete(file);
    }

    private void putParts(Path file, String key, long size) throws IOException {
        String id = send(() -> client.createMultipartUpload(
                        request -> request.bucket(settings.bucket()).key(key)))
                .uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long at = 0; at < size; at += part) {
                parts.add(putPart(file, key, id, parts.size() + 1, at, Math.min(part, size - at)));
            }
            send(() -> client.completeMultipartUpload(request -> request.bucket(settings.bucket())
                    .key(key)
                    .uploadId(id)
                    .multipartUpload(upload -> upload.parts(parts))));
        } catch (IOException e) {
            try {
                abort(key, id);
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private CompletedPart putPart(Path file, String key, String id, int number, long at, long length)
            throws IOException {
        String md5 = md5(file, at, length);
        String tag = send(() -> client.uploadPart(
                        request -> request.bucket(settings.bucket())
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .contentLength(length)
                                .contentMD5(md5),
                        RequestBody.fromContentProvider(() -> read(file, at), length, "application/octet-stream")))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /**
     * Opens a file for reading from an offset. The S3 client knows the length of the part and stops reading at its end.
     */
    private static InputStream read(Path file, long at) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return Channels.newInputStream(channel.position(at));
        } catch (IOException e) {
            throw SdkException.create(e.getMessage(), e);
        }
    }

    private static String md5(Path file, long at, long length) throws IOException {
        MessageDigest digest = DigestUtils.getMd5Digest();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            channel.position(at);
            for (long left = length; left > 0; ) {
                if (channel.read(buffer.clear().limit((int) Math.min(buffer.capacity(), left))) < 0) {
                    throw new IOException("The uploaded file was truncated while it was being read");
                }
                left -= buffer.flip().remaining();
                digest.update(buffer);
            }
        }
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    private void abort(String key, String id) throws IOException {
        send(() -> client.abortMultipartUpload(
                request -> request.bucket(settings.bucket()).key(key).uploadId(id)));
    }

    @Override
    int discardUnfinished(Instant before) throws IOException {
        List<MultipartUpload> unfinished = send(() -> client
                .listMultipartUploadsPaginator(
                        request -> request.bucket(settings.bucket()).prefix(settings.prefix()))
                .uploads()
                .stream()
                // Other applications may use the same bucket.
                .filter(upload -> isOwn(upload.key())
                        && upload.initiated() != null
                        && upload.initiated().isBefore(before))
                .limit(LARGEST_PAGE)
                .toList());
        for (MultipartUpload upload : unfinished) {
            abort(upload.key(), upload.uploadId());
        }
        return unfinished.size();
    }

    /** Returns whether a key in the bucket is the key of a file of this store. */
    private boolean isOwn(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        return Sha256.isHash(name) && key.equals(key(new Sha256(name)));
    }

    @Override
    public InputStream open(Sha256 hash, long offset, long length) throws IOException {
        if (length == 0) {
            find(hash).orElseThrow(() -> new NoSuchFileException(hash.value()));
            return InputStream.nullInputStream();
        }
        String range = offset == 0 && length == Long.MAX_VALUE
                ? null
                : "bytes=" + offset + "-" + (length > Long.MAX_VALUE - offset ? "" : offset + length - 1);
        try {
            return new ObjectStream(client.getObject(
                    request -> request.bucket(settings.bucket()).key(key(hash)).range(range)));
        } catch (S3Exception e) {
            if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
                return InputStream.nullInputStream();
            }
            return send(() -> {
                throw e;
            });
        } catch (SdkException e) {
            return send(() -> {
                throw e;
            });
        }
    }

    /** Stream of an S3 object. If closed early, the stream aborts the connection instead of reading the rest. */
    private static final class ObjectStream extends FilterInputStream {

        private final ResponseInputStream<GetObjectResponse> answer;
        private boolean isAtEnd;

        ObjectStream(ResponseInputStream<GetObjectResponse> answer) {
            super(answer);
            this.answer = answer;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            isAtEnd |= read < 0;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            isAtEnd |= read < 0;
            return read;
        }

        @Override
        public void close() throws IOException {
            if (!isAtEnd) {
                answer.abort();
            }
            super.close();
        }
    }

    @Override
    public Optional<Path> path(Sha256 hash) {
        return Optional.empty();
    }

    @Override
    public Optional<StoredFile> find(Sha256 hash) throws IOException {
        try {
            HeadObjectResponse head = send(() -> client.headObject(
                    request -> request.bucket(settings.bucket()).key(key(hash))));
            return Optional.of(new StoredFile(hash, head.contentLength(), head.lastModified()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(Sha256 hash) throws IOException {
        try {
            send(() -> client.deleteObject(
                    request -> request.bucket(settings.bucket()).key(key(hash))));
        } catch (NoSuchFileException e) {
            // Most S3-compatible stores do not report an error if the file to delete does not exist.
        }
    }

    @Override
    public List<StoredFile> list(Sha256 after, int most) throws IOException {
        List<StoredFile> page = new ArrayList<>();
        String last = after == null ? settings.prefix() : key(after);
        while (page.size() < most) {
            String start = last;
            ListObjectsV2Response answer = send(() -> client.listObjectsV2(request -> request.bucket(settings.bucket())
                    .prefix(settings.prefix())
                    .startAfter(start)
                    .maxKeys(Math.min(most, LARGEST_PAGE))));
            for (S3Object object : answer.contents()) {
                last = object.key();
                if (page.size() < most && isOwn(last)) {
                    Sha256 hash = new Sha256(last.substring(last.lastIndexOf('/') + 1));
                    page.add(new StoredFile(hash, object.size(), object.lastModified()));
                }
            }
            if (!Boolean.TRUE.equals(answer.isTruncated()) || last.equals(start)) {
                break;
            }
        }
        return page;
    }

    @Override
    public void checkWritable() throws IOException {
        requireSpace(0);
        send(() -> client.putObject(
                request -> request.bucket(settings.bucket()).key(settings.prefix() + PROBE),
                RequestBody.fromString("probe")));
    }

    @Override
    public String toString() {
        return settings.toString();
    }

    @Override
    public void close() {
        client.close();
    }
}
