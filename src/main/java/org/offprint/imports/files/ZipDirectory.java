package org.offprint.imports.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.text.SourceText;

/**
 * Opens zip files. The JDK reads the whole directory of a zip into memory, so its size is checked first (APPNOTE.TXT,
 * sections 4.3.14 to 4.3.16).
 */
final class ZipDirectory {

    private static final int MAX_ENTRIES = 100_000;
    private static final long MAX_DIRECTORY_BYTES = 16 << 20;

    /** Maximum length of a zip entry's name including folders, in bytes. Long entry names make imports slow. */
    private static final int MAX_NAME_BYTES = 1_000;

    private static final int EXCERPT_LENGTH = 60;

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int MAX_COMMENT_BYTES = 0xFFFF;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_LENGTH = 56;

    private ZipDirectory() {}

    /**
     * Opens a zip file.
     *
     * @throws UnreadableException if the zip cannot be read, has too many entries, or contains a name that is too long
     */
    static ZipFile open(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            checkSize(file);
        }
        try {
            return open(path, StandardCharsets.UTF_8);
        } catch (ZipException | IllegalArgumentException e) {
            // Entry names in a legacy encoding are accepted, because they are only displayed.
            return openOrRefuse(path, StandardCharsets.ISO_8859_1);
        }
    }

    private static ZipFile open(Path path, Charset names) throws IOException {
        ZipFile zip = new ZipFile(path.toFile(), names);
        if (zip.size() > MAX_ENTRIES) {
            zip.close();
            throw tooMany();
        }
        Optional<String> tooLong = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.length() > MAX_NAME_BYTES || name.getBytes(names).length > MAX_NAME_BYTES)
                .findFirst();
        if (tooLong.isPresent()) {
            zip.close();
            throw new UnreadableException(
                    "The zip contains a file name of more than " + MAX_NAME_BYTES + " bytes. The name begins: "
                            + SourceText.clean(tooLong.get().substring(0, EXCERPT_LENGTH)) + "…",
                    0);
        }
        return zip;
    }

    private static ZipFile openOrRefuse(Path path, Charset names) throws IOException {
        try {
            return open(path, names);
        } catch (ZipException | IllegalArgumentException e) {
            String said = String.valueOf(e.getMessage());
            if (said.contains("encrypted")) {
                throw new UnreadableException(
                        "The zip contains an encrypted file. Create the zip without encryption.", 0);
            }
            if (said.contains("compression method")) {
                throw new UnreadableException(
                        "The zip contains a file with an unsupported compression method. Use deflate.", 0);
            }
            throw new UnreadableException("The zip is damaged or incomplete. Upload it again.", 0);
        }
    }

    /**
     * Checks the size of the zip's directory. As in the JDK, every possible end-of-directory record near the end of the
     * file is checked.
     */
    private static void checkSize(FileChannel file) throws IOException {
        long size = file.size();
        int length = (int) Math.min(size, END_LENGTH + MAX_COMMENT_BYTES);
        ByteBuffer end = read(file, size - length, length);
        for (int i = length - END_LENGTH; i >= 0; i--) {
            if (end.getInt(i) == END) {
                long entries = end.getShort(i + 10) & 0xFFFF;
                long directory = end.getInt(i + 12) & 0xFFFFFFFFL;
                boolean isWhole = i + END_LENGTH + (end.getShort(i + 20) & 0xFFFF) == length;
                if (directory <= size) {
                    refuse(entries, directory);
                }
                measure64(file, size - length + i - LOCATOR_LENGTH);
                if (isWhole) {
                    return;
                }
            }
        }
    }

    private static void measure64(FileChannel file, long at) throws IOException {
        ByteBuffer locator = at < 0 ? null : read(file, at, LOCATOR_LENGTH);
        if (locator == null || locator.getInt(0) != LOCATOR) {
            return;
        }
        long place = locator.getLong(8);
        if (place >= 0 && place <= file.size() - END_64_LENGTH) {
            ByteBuffer end = read(file, place, END_64_LENGTH);
            if (end.getInt(0) == END_64) {
                refuse(end.getLong(32), end.getLong(40));
            }
        }
    }

    private static void refuse(long entries, long directory) {
        if (entries > MAX_ENTRIES) {
            throw tooMany();
        }
        if (directory > MAX_DIRECTORY_BYTES) {
            throw new UnreadableException(
                    "The file names in the zip are too long in total. Split it into several zips.", 0);
        }
    }

    private static UnreadableException tooMany() {
        return new UnreadableException("The zip contains more than " + MAX_ENTRIES + " files.", 0);
    }

    private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) >= 0) {
            // The loop reads until the buffer is full.
        }
        return bytes.rewind();
    }
}
