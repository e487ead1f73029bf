package org.offprint.imports.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.record.FileRole;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.types.FileFormat;

/**
 * Uploaded file of an import. A zip has one part per record file, and any other upload has a single part. Zip entries
 * are never unpacked to disk, so entry names cannot cause path traversal. Entry names that attempt path traversal are
 * rejected nevertheless.
 */
public final class Upload implements AutoCloseable {

    private static final int MAX_NAME_LENGTH = 200;

    /** Maximum size of a JATS file in bytes, which is the same inside and outside a zip. */
    private static final int MAX_TEXT_BYTES =
            (int) Math.min(FileContents.MAX_TEXT_BYTES, Runtime.getRuntime().maxMemory() / 16);

    private static final Set<FileFormat> XML = Set.of(FileFormat.XML, FileFormat.JATS);

    /** Extensions of files that contain records, even if the zip also contains XML. */
    private static final Set<String> RECORDS =
            Set.of("json", "jsonl", "ndjson", "bib", "ris", "enw", "nbib", "txt", "gz");

    /** Names of files that are part of every MECA package. */
    private static final Set<String> MECA = Set.of("manifest.xml", "mimetype");

    private final Path path;
    private final String name;
    private final ZipFile zip;
    private final List<? extends ZipEntry> entries;
    private final Map<String, ZipEntry> assets;
    private final BagFiles bags;
    private final MecaManifest manifest;
    private final List<String> left;
    private AssetOwners owners;
    private final ExpansionLimit expansion;
    private final Runnable watch;
    private final long size;
    private long read;

    /**
     * Contents of an uploaded zip.
     *
     * @param assets files of articles, keyed by path
     * @param manifest MECA manifest of the package; null if the package has no manifest
     * @param left names of the package's files that are not imported
     */
    private record Zip(
            ZipFile file,
            List<? extends ZipEntry> entries,
            Map<String, ZipEntry> assets,
            BagFiles bags,
            MecaManifest manifest,
            List<String> left) {

        static final Zip NONE = new Zip(null, List.of(), Map.of(), null, null, List.of());
    }

    private Upload(Path path, String name, Zip contents, long size, Runnable watch) {
        this.path = path;
        this.name = name;
        this.zip = contents.file();
        this.entries = contents.entries();
        this.assets = contents.assets();
        this.bags = contents.bags();
        this.manifest = contents.manifest();
        this.left = contents.left();
        this.size = size;
        this.watch = watch;
        this.expansion = new ExpansionLimit(size);
    }

    /**
     * Opens an uploaded file.
     *
     * @param name file name; null if unknown
     * @param watch callback that runs for each read; if it throws an exception, reading ends
     * @throws UnreadableException if the file is a zip that cannot be read or contains no files
     */
    public static Upload open(Path path, String name, Runnable watch) throws IOException {
        long size = Files.size(path);
        if (!isZip(path)) {
            return new Upload(path, name, Zip.NONE, size, watch);
        }
        ZipFile zip = ZipDirectory.open(path);
        BagFiles bags = new BagFiles(zip);
        List<? extends ZipEntry> wanted =
                zip.stream().filter(Upload::isWanted).filter(bags::isContent).toList();
        Optional<MecaManifest> manifest = MecaManifest.of(zip);
        if (manifest.isPresent()) {
            return ofManifest(path, name, zip, wanted, manifest.get(), bags, watch);
        }
        boolean isPackage = wanted.stream().anyMatch(Upload::isXml);
        List<? extends ZipEntry> entries = wanted.stream()
                .filter(entry -> !bags.isOfArticle(entry) && !(isPackage && isAsset(entry)))
                .toList();
        Map<String, ZipEntry> assets = new LinkedHashMap<>();
        wanted.stream()
                .filter(entry -> bags.isOfArticle(entry) || isPackage && isAsset(entry))
                .filter(entry -> !isOutside(entry.getName()))
                .forEach(entry -> assets.put(entry.getName(), entry));
        if (entries.isEmpty()) {
            String reason = zip.size() == 0 ? "The zip is empty." : "The zip contains no files, only directories.";
            zip.close();
            throw new UnreadableException(reason, 0);
        }
        return new Upload(path, name, new Zip(zip, entries, assets, bags, null, List.of()), size, watch);
    }

    private static Upload ofManifest(
            Path path,
            String name,
            ZipFile zip,
            List<? extends ZipEntry> wanted,
            MecaManifest manifest,
            BagFiles bags,
            Runnable watch)
            throws IOException {
        List<ZipEntry> entries = new ArrayList<>();
        Map<String, ZipEntry> assets = new LinkedHashMap<>();
        List<String> left = new ArrayList<>();
        for (ZipEntry entry : wanted) {
            if (manifest.isArticle(entry)) {
                entries.add(entry);
            } else if (manifest.isFile(entry) && !isOutside(entry.getName())) {
                assets.put(entry.getName(), entry);
            } else if (!MECA.contains(entry.getName())) {
                left.add(entry.getName());
            }
        }
        if (entries.isEmpty()) {
            zip.close();
            throw new UnreadableException("The manifest of the MECA package lists no XML file of an article.", 0);
        }
        return new Upload(path, name, new Zip(zip, entries, assets, bags, manifest, left), Files.size(path), watch);
    }

    private static boolean isZip(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            byte[] magic = file.readNBytes(4);
            boolean isEmpty = magic.length == 4 && magic[2] == 5 && magic[3] == 6;
            boolean isFilled = magic.length == 4 && magic[2] == 3 && magic[3] == 4;
            return (isEmpty || isFilled) && magic[0] == 'P' && magic[1] == 'K';
        }
    }

    /**
     * Returns whether a zip entry is imported. Directories, and the system files that macOS and Windows add to zips,
     * are ignored.
     */
    private static boolean isWanted(ZipEntry entry) {
        String file = entry.getName();
        String last = file.substring(file.lastIndexOf('/') + 1);
        return !entry.isDirectory()
                && !file.startsWith("__MACOSX/")
                && !last.startsWith("._")
                && !last.equals(".DS_Store")
                && !last.equalsIgnoreCase("Thumbs.db");
    }

    private static boolean isXml(ZipEntry entry) {
        return format(entry).filter(XML::contains).isPresent();
    }

    /** Returns whether a file in a zip with XML belongs to an article and is not a record file. */
    private static boolean isAsset(ZipEntry entry) {
        return format(entry).filter(format -> !XML.contains(format)).isPresent() && !RECORDS.contains(extension(entry));
    }

    private static Optional<FileFormat> format(ZipEntry entry) {
        return FileFormat.ofExtension(extension(entry));
    }

    private static String extension(ZipEntry entry) {
        String file = entry.getName();
        return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Returns whether the uploaded zip contains files of articles in addition to record files. */
    public boolean hasAssets() {
        return !assets.isEmpty();
    }

    /** Returns the path of a record file in the uploaded zip. */
    public String path(int part) {
        return entries.get(part).getName();
    }

    /** Returns the paths of the files that belong to the article of a record file. */
    public List<String> assets(int part) {
        if (manifest != null && entries.size() == 1) {
            return List.copyOf(assets.keySet());
        }
        return owners().of(path(part));
    }

    /** Returns the files that may belong to the article of a record file or to another article in the same folder. */
    public List<String> sharedAssets(int part) {
        return owners().sharedBy(path(part));
    }

    /** Returns whether a record file is the article record of a bag. */
    public boolean isRecordOfBag(int part) {
        return zip != null && bags.isRecord(entries.get(part));
    }

    /**
     * Reads the JATS of the article whose record is in a bag.
     *
     * @return JATS file; empty if the bag contains no JATS or the file exceeds the size limit
     */
    public Optional<byte[]> text(int part) {
        ZipEntry text = bags.text(entries.get(part));
        if (text == null) {
            return Optional.empty();
        }
        try (InputStream content = open(text)) {
            byte[] bytes = content.readNBytes(MAX_TEXT_BYTES + 1);
            return bytes.length > MAX_TEXT_BYTES ? Optional.empty() : Optional.of(bytes);
        } catch (IOException e) {
            throw UnreadableException.of(e, 1);
        }
    }

    /** Returns the role of a file according to the MECA manifest, or null if the manifest does not determine it. */
    public FileRole role(String file) {
        return manifest == null ? null : manifest.role(file);
    }

    /**
     * Returns the names of the files in the package that are not imported, such as reviews. The names are returned only
     * for the first record file of the package.
     */
    public List<String> notImported(int part) {
        return part == 0 ? left : List.of();
    }

    /** Returns whether the uploaded zip contains an article file with the given path. */
    public boolean hasAsset(String file) {
        return assets.containsKey(file);
    }

    private AssetOwners owners() {
        if (owners == null) {
            owners = new AssetOwners(
                    entries.stream()
                            .filter(entry -> isXml(entry) || bags.isRecord(entry))
                            .map(ZipEntry::getName)
                            .toList(),
                    assets.keySet(),
                    watch);
        }
        return owners;
    }

    /**
     * Opens a file of an article and decompresses it.
     *
     * @throws UnreadableException if the file cannot be read or exceeds the limit for the decompressed size
     */
    public InputStream asset(String file) {
        try {
            return open(assets.get(file));
        } catch (IOException e) {
            throw UnreadableException.of(e, 1);
        }
    }

    private InputStream open(ZipEntry entry) throws IOException {
        return expansion.count(new ChecksumInputStream(counted(zip.getInputStream(entry)), entry.getCrc()));
    }

    /** Returns whether the uploaded file is a zip. */
    public boolean isZip() {
        return zip != null;
    }

    /** Runs the callback that can abort the import. Loops that do not read any data must call this method. */
    public void watch() {
        watch.run();
    }

    /** Returns the number of record files in the upload. */
    public int parts() {
        return zip == null ? 1 : entries.size();
    }

    /** Returns the name of a record file, or null if it is unknown. */
    public String name(int part) {
        return zip == null ? name : reportedName(entries.get(part).getName());
    }

    /**
     * Returns a file name for reports, truncated to 200 characters and without characters that the database cannot
     * store.
     */
    public static String reportedName(String name) {
        String clean = SourceText.clean(name);
        int end = clean.offsetByCodePoints(0, Math.min(MAX_NAME_LENGTH, clean.codePointCount(0, clean.length())));
        return end < clean.length() ? clean.substring(0, end) + "…" : clean;
    }

    /**
     * Opens a record file of the upload.
     *
     * @throws UnreadableException if the record file cannot be read
     */
    public UploadPart part(int number) {
        try {
            if (zip == null) {
                return UploadPart.open(counted(Files.newInputStream(path)), name, expansion);
            }
            ZipEntry entry = entries.get(number);
            refuseTraversal(entry.getName());
            InputStream content = new ChecksumInputStream(counted(zip.getInputStream(entry)), entry.getCrc());
            return UploadPart.open(expansion.count(content), entry.getName(), expansion);
        } catch (IOException e) {
            throw UnreadableException.of(e, 1);
        }
    }

    private InputStream counted(InputStream file) {
        return new FilterInputStream(file) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                watch.run();
                int count = super.read(bytes, offset, length);
                read += Math.max(0, count);
                return count;
            }
        };
    }

    /**
     * Returns the approximate number of bytes of a zip that precede the given record file. For any other upload,
     * returns the number of bytes read so far.
     */
    public long read(int part) {
        return zip == null ? read : size * part / Math.max(1, entries.size());
    }

    private static boolean isOutside(String file) {
        String plain = file.replace('\\', '/');
        return plain.startsWith("/") || plain.matches("[A-Za-z]:.*") || ("/" + plain + "/").contains("/../");
    }

    private static void refuseTraversal(String file) {
        if (isOutside(file)) {
            throw new UnreadableException("The path of the file points outside the zip. The file was not read.", 0);
        }
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }

    /**
     * Stream of a zip entry, which verifies the checksum at the end of the entry. The JDK does not verify checksums.
     */
    private static final class ChecksumInputStream extends FilterInputStream {

        private final CRC32 sum = new CRC32();
        private final long stated;

        /**
         * Creates the stream of a zip entry.
         *
         * @param stated checksum of the entry; negative if the zip contains no checksum
         */
        ChecksumInputStream(InputStream content, long stated) {
            super(content);
            this.stated = stated;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count > 0) {
                sum.update(bytes, offset, count);
            } else if (count < 0 && stated >= 0 && sum.getValue() != stated) {
                throw new ZipException("its checksum does not match");
            }
            return count;
        }
    }
}
