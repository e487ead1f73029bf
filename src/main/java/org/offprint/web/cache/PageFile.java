package org.offprint.web.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jboss.logging.Logger;

/**
 * Temporary file with rendered pages of this process, because only a part of the pages fits into memory. If the file is
 * full, new pages overwrite the oldest pages. The file is empty after each start. On Unix, the file has no name while it
 * is in use, so that its space is free again even if the process is killed. If the file cannot be read or written, it is
 * not used until the next start.
 */
final class PageFile {

    private static final Logger LOG = Logger.getLogger(PageFile.class);

    private final Path path;
    private final long capacity;
    /** Locations of the pages, keyed by URL, oldest first. */
    private final Map<String, Location> locations = new LinkedHashMap<>();

    private FileChannel channel;
    private boolean isClosed;
    /** Number of bytes ever written or skipped. The remainder modulo the capacity is the position in the file. */
    private long end;

    /**
     * Creates a page file. The file is created when the first page is written.
     *
     * @param capacity maximum size of the file, in bytes
     */
    PageFile(Path path, long capacity) {
        this.path = path;
        this.capacity = capacity;
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
            disable(e);
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
        try {
            FileChannel target;
            Location location;
            synchronized (this) {
                if (isClosed) {
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
                if (!isClosed && end - location.start() <= capacity) {
                    // A replaced location must move to the end of the order.
                    locations.remove(url);
                    locations.put(url, location);
                }
            }
        } catch (IOException e) {
            disable(e);
        }
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
        locations.clear();
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debugf(e, "Cannot close %s", path);
            }
        }
    }

    private synchronized void disable(IOException e) {
        if (!isClosed) {
            LOG.warnf("Cannot use %s for pages that do not fit into memory: %s", path, e);
        }
        close();
    }
}
