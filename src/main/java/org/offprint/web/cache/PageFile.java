package org.offprint.web.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jboss.logging.Logger;

/**
 * Temporary file with rendered pages of this process, because only a part of the pages fits into memory. If the file is
 * full, new pages overwrite the oldest pages. The file is empty after each start. On Unix, the file has no name while it
 * is in use, so that its space is free again even if the process is killed. After an error,
 * for example on a full disk, the file is deleted, and a new one is created after a pause.
 */
final class PageFile {

    private static final Logger LOG = Logger.getLogger(PageFile.class);

    /** Default pause after an error. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Path path;
    private final long capacity;
    private final long pauseNanos;
    /** Locations of the pages, keyed by URL, oldest first. */
    private final Map<String, Location> locations = new LinkedHashMap<>();

    private FileChannel channel;
    private boolean isClosed;
    /** Time of the last error according to {@link System#nanoTime()}; null if there is none. */
    private Long failed;
    /** Number of bytes ever written or skipped. The remainder modulo the capacity is the position in the file. */
    private long end;

    /**
     * Creates a page file. The file is created when the first page is written.
     *
     * @param capacity maximum size of the file, in bytes
     */
    PageFile(Path path, long capacity) {
        this(path, capacity, PAUSE);
    }

    /**
     * Creates a page file.
     *
     * @param pause time after an error in which the file is not used
     */
    PageFile(Path path, long capacity, Duration pause) {
        this.path = path;
        this.capacity = capacity;
        this.pauseNanos = pause.toNanos();
    }

    /**
     * Location of a page.
     *
     * @param start number of bytes that were written or skipped before the page
     */
    private record Location(long start, int length, long checksum) {}

    /** Returns whether the file contains a page for the given URL. */
    synchronized boolean contains(String url) {
        return locations.containsKey(url);
    }

    /** Returns the stored page for the given URL, or empty if there is none. This method blocks. */
    Optional<byte[]> read(String url) {
        FileChannel source;
        Location location;
        synchronized (this) {
            source = channel;
            location = locations.get(url);
        }
        if (location == null) {
            return Optional.empty();
        }
        ByteBuffer page = ByteBuffer.allocate(location.length());
        try {
            long from = location.start() % capacity;
            while (page.hasRemaining()) {
                if (source.read(page, from + page.position()) < 0) {
                    return Optional.empty();
                }
            }
        } catch (IOException e) {
            pause(source, e);
            return Optional.empty();
        }
        // A concurrent write may have overwritten the page while it was read.
        return checksum(page.array()) == location.checksum() ? Optional.of(page.array()) : Optional.empty();
    }

    /** Stores a page for a URL and replaces an earlier page for the same URL. This method blocks. */
    void write(String url, byte[] page) {
        if (page.length > capacity) {
            return;
        }
        FileChannel target = null;
        try {
            Location location;
            synchronized (this) {
                if (isClosed || isPaused()) {
                    return;
                }
                target = open();
                location = reserve(page);
            }
            ByteBuffer bytes = ByteBuffer.wrap(page);
            long from = location.start() % capacity;
            while (bytes.hasRemaining()) {
                target.write(bytes, from + bytes.position());
            }
            synchronized (this) {
                if (channel == target && end - location.start() <= capacity) {
                    // A replaced location must move to the end of the order.
                    locations.remove(url);
                    locations.put(url, location);
                }
            }
        } catch (IOException e) {
            pause(target, e);
        }
    }

    private boolean isPaused() {
        return failed != null && System.nanoTime() - failed < pauseNanos;
    }

    private FileChannel open() throws IOException {
        if (channel == null) {
            Files.deleteIfExists(path);
            channel = FileChannel.open(
                    path,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        }
        return channel;
    }

    /** Reserves space for a page, and removes the locations of all pages that will be overwritten. */
    private Location reserve(byte[] page) {
        long free = capacity - end % capacity;
        long start = page.length <= free ? end : end + free;
        end = start + page.length;
        Iterator<Location> oldest = locations.values().iterator();
        while (oldest.hasNext() && end - oldest.next().start() > capacity) {
            oldest.remove();
        }
        return new Location(start, page.length, checksum(page));
    }

    private static long checksum(byte[] page) {
        CRC32C checksum = new CRC32C();
        checksum.update(page);
        return checksum.getValue();
    }

    /** Removes all pages. */
    synchronized void clear() {
        locations.clear();
    }

    /** Deletes the file. The page file cannot be used afterwards. */
    synchronized void close() {
        isClosed = true;
        delete();
    }

    /** Deletes the file after an error. Concurrent reads and writes of the deleted file fail too and are ignored. */
    private synchronized void pause(FileChannel of, IOException e) {
        if (!isClosed && channel == of) {
            LOG.warnf(
                    "Cannot use %s for pages that do not fit into memory, trying again in %d s: %s",
                    path, pauseNanos / 1_000_000_000, e);
            failed = System.nanoTime();
            delete();
        }
    }

    private void delete() {
        locations.clear();
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debugf(e, "Cannot close %s", path);
            }
            channel = null;
        }
    }
}
