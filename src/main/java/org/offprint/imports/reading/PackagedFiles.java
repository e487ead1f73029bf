package org.offprint.imports.reading;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.formats.fulltext.FullText;
import org.offprint.formats.fulltext.report.AssetUse;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.fulltext.stored.ArticleAssets;
import org.offprint.formats.reading.EmbeddedFiles;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.Unplaced;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;
import org.offprint.imports.files.Upload;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.FileRole;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.FileTooLargeException;
import org.offprint.platform.files.store.IncomingFile;
import org.offprint.platform.files.store.InsufficientStorageException;
import org.offprint.platform.files.store.StoredBytes;
import org.offprint.platform.files.types.FileNames;
import org.offprint.platform.files.types.FileType;

/**
 * Stores the files of an article that are in the same zip. For JATS, the files of an article are its PDF and all files
 * in or below its folder that the JATS refers to. If a folder has several JATS files, a file belongs to the JATS file
 * whose name is a prefix of the file's name. For a JSON record in an archive of records, the files of an article are
 * the files that the record lists by hash. For a JSON record in a bag, all files in the bag belong to the article.
 */
@ApplicationScoped
public class PackagedFiles {

    private static final Set<String> SUPPLEMENTS = Set.of("supplementary-material", "inline-supplementary-material");

    /** Name of the folder with the files of an article, in the same folder as the record. */
    private static final String FILES = "files/";

    private static final String JATS = "application/jats+xml";
    private static final int MAX_REPORTED = 1_000;

    private final FileStore store;
    private final long largest;

    PackagedFiles(FileStore store, @ConfigProperty(name = "offprint.files.largest") int largest) {
        this.store = store;
        this.largest = (long) largest << 20;
    }

    /**
     * Article with its files.
     *
     * @param record record with the full text from the same folder, and with reports about unused, missing and rejected
     *     files
     * @param files stored files with their metadata
     */
    record PackagedArticle(ImportRecord record, List<ArticleFile> files) {}

    /**
     * Returns a receiver for files that are embedded in a record file.
     *
     * @param keep whether the files are stored; if false, they are only checked
     */
    EmbeddedFiles embedded(boolean keep) {
        return new EmbeddedFiles(keep ? store : null, largest);
    }

    /**
     * Stores the files of an article.
     *
     * @param part number of the article's JATS or record file in the upload
     * @param isFirst whether the record is the first record of the record file
     * @param embedded hashes of files that are embedded in the record
     * @param keep whether the files are stored; if false, they are only checked
     */
    PackagedArticle of(
            Upload upload, int part, ImportRecord record, boolean isFirst, Set<String> embedded, boolean keep) {
        if (record.body() == null || !"article".equals(record.kind())) {
            return new PackagedArticle(record, List.of());
        }
        if (!embedded.isEmpty()) {
            FileCollector reception = new FileCollector(upload, keep);
            List<ArticleFile> files = stated(record, reception).values().stream()
                    .filter(file -> embedded.contains(file.sha256()))
                    .toList();
            return new PackagedArticle(record.with(reception.unplaced), files);
        }
        if (!upload.isZip()) {
            return new PackagedArticle(record, List.of());
        }
        boolean isOfBag = isFirst && record.source() == null && upload.isRecordOfBag(part);
        ImportRecord whole = isOfBag ? withText(record, upload, part) : record;
        if (!upload.hasAssets() && upload.notImported(part).isEmpty()) {
            return new PackagedArticle(whole, List.of());
        }
        String path = upload.path(part);
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        FileCollector reception = new FileCollector(upload, keep);
        if (isOfBag) {
            addOfText(part, whole, folder + FILES, stated(whole, reception), reception);
        } else if (whole.source() != null) {
            addOfText(part, whole, folder, null, reception);
        } else {
            stated(whole, reception).values().stream()
                    .filter(file -> file.sha256() != null && upload.hasAsset(folder + FILES + file.sha256()))
                    .forEach(file -> reception.add(folder + FILES + file.sha256(), file));
        }
        return new PackagedArticle(whole.with(reception.unplaced), List.copyOf(reception.stored.values()));
    }

    /**
     * Returns the record of a bag. If the bag contains JATS with the article body, the full text is read from the JATS.
     */
    private static ImportRecord withText(ImportRecord record, Upload upload, int part) {
        Optional<byte[]> text = upload.text(part).filter(PackagedFiles::isText);
        return text.isEmpty()
                ? record
                : new ImportRecord(
                        record.kind(),
                        record.body(),
                        record.unplaced(),
                        record.problems(),
                        record.line(),
                        text.get(),
                        JATS);
    }

    private static boolean isText(byte[] jats) {
        return source(jats).filter(source -> !source.root().at("body").isNone()).isPresent();
    }

    /** Returns the stored files that a record lists, keyed by file name. */
    private static Map<String, ArticleFile> stated(ImportRecord record, FileCollector reception) {
        Map<String, ArticleFile> stated = new LinkedHashMap<>();
        for (JsonNode file : record.body().path("files")) {
            if (file.hasNonNull("name") && stated.size() < ArticleBody.MAX_FILES) {
                RecordReader reader = new RecordReader();
                ArticleFile read = reader.read(file, ArticleFile.class);
                if (read != null && reader.isClean()) {
                    stated.putIfAbsent(read.name(), read);
                } else {
                    reception.report(
                            "refused-file",
                            file.path("name").asText() + ": "
                                    + reader.findings().get(0).message());
                }
            }
        }
        return stated;
    }

    /**
     * Stores the files of an article from a folder of the package.
     *
     * @param stated files listed in the record of a bag, keyed by file name; null if the package is not a bag
     */
    private static void addOfText(
            int part, ImportRecord record, String folder, Map<String, ArticleFile> stated, FileCollector reception) {
        Map<String, Asset> own = candidates(reception.upload.assets(part), folder, stated != null);
        Map<String, Asset> candidates = new LinkedHashMap<>(own);
        candidates.putAll(candidates(reception.upload.sharedAssets(part), folder, stated != null));
        ArticleAssets assets = new ArticleAssets("", candidates);
        Optional<SourceArticle> source = source(record.source());
        Map<String, ArticleFile> said = stated == null ? Map.of() : stated;
        for (AssetUse use : source.map(PackagedFiles::references).orElse(List.of())) {
            reception.upload.watch();
            Optional<Asset> found = assets.apply(use.href());
            if (found.isEmpty() && use.href().matches("(?i)https?://.*")) {
                continue; // The full text links to an external URL.
            }
            if (found.isEmpty()) {
                reception.report("missing-file", use.href());
            } else {
                FileRole role = SUPPLEMENTS.contains(use.element()) ? FileRole.SUPPLEMENT : FileRole.ASSET;
                reception.add(found.get().address(), folder, role, null, said);
            }
        }
        // Missing files are reported by the reader of the record.
        for (XmlElement link : source.map(PackagedFiles::links).orElse(List.of())) {
            FileRole role = link.name().equals("self-uri")
                    ? FileRole.FULLTEXT
                    : "data".equals(link.attribute("content-type")) ? FileRole.DATA : FileRole.SUPPLEMENT;
            assets.apply(link.attribute("href"))
                    .ifPresent(file -> reception.add(file.address(), folder, role, null, said));
        }
        String stem = FileNames.stem(reception.upload.path(part)).toLowerCase(Locale.ROOT);
        boolean hasOnePdf = pdfs(own) == 1 && candidates.size() == own.size();
        for (String name : own.keySet()) {
            reception.upload.watch();
            if (reception.stored.containsKey(name)) {
                continue;
            }
            String lower = name.toLowerCase(Locale.ROOT);
            boolean isPdf = lower.endsWith(".pdf");
            String named = FileNames.stem(lower);
            boolean isText = named.equals(stem) || hasOnePdf;
            boolean isTranslation =
                    named.length() == stem.length() + 3 && named.charAt(2) == '_' && named.endsWith(stem);
            String path = own.get(name).address();
            FileRole given = reception.upload.role(path);
            if (stated != null || given != null) {
                reception.add(path, folder, given == null ? FileRole.ASSET : given, null, said);
            } else if (isPdf && (isText || isTranslation)) {
                LanguageTag language = isTranslation ? tag(lower.substring(0, 2)) : null;
                reception.add(path, folder, FileRole.FULLTEXT, language, said);
            } else {
                reception.report("file", name);
            }
        }
        reception.upload.notImported(part).forEach(name -> reception.report("file", name));
    }

    private static long pdfs(Map<String, Asset> candidates) {
        return candidates.keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".pdf"))
                .count();
    }

    /**
     * Returns the files that may belong to an article, keyed by name.
     *
     * @param within whether files in other folders are excluded
     */
    private static Map<String, Asset> candidates(List<String> files, String folder, boolean within) {
        Map<String, Asset> candidates = new LinkedHashMap<>();
        files.stream()
                .filter(file -> !within || file.startsWith(folder))
                .forEach(file -> candidates.put(named(file, folder), new Asset(file, null, null, null, null, null)));
        return candidates;
    }

    /**
     * Returns the name of an article file: the path relative to the folder of the article, or the full path if the file
     * is in a different folder.
     */
    private static String named(String path, String folder) {
        return path.startsWith(folder) ? path.substring(folder.length()) : path;
    }

    /** Returns the parsed JATS, or empty if it cannot be read. */
    private static Optional<SourceArticle> source(byte[] jats) {
        if (jats == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(SourceArticle.read(new ByteArrayInputStream(jats)));
        } catch (IOException | UnreadableException e) {
            return Optional.empty();
        }
    }

    /** Returns the references to files in the full text, or an empty list if the full text cannot be rendered. */
    private static Collection<AssetUse> references(SourceArticle source) {
        Map<String, AssetUse> uses = new LinkedHashMap<>();
        try {
            FullText.all(source, href -> Optional.empty())
                    .forEach(text -> text.assets().forEach(use -> uses.putIfAbsent(use.href(), use)));
        } catch (UnreadableException e) {
            // The full text is too long to be rendered. The article is imported without its images, like a JATS file
            // outside a zip.
            return List.of();
        }
        return uses.values();
    }

    /** Returns the links to files in the front matter of the JATS. */
    private static List<XmlElement> links(SourceArticle source) {
        return source.root().at("front", "article-meta").elements("self-uri", "supplementary-material");
    }

    private static LanguageTag tag(String language) {
        try {
            return LanguageTag.parse(language);
        } catch (InvalidValueException e) {
            return null;
        }
    }

    /** Stores the files of one article and collects their metadata. */
    private final class FileCollector {

        private final Upload upload;
        private final boolean keep;

        /** Stored files of the article, keyed by file name. */
        private final Map<String, ArticleFile> stored = new LinkedHashMap<>();

        private final List<Unplaced> unplaced = new ArrayList<>();

        FileCollector(Upload upload, boolean keep) {
            this.upload = upload;
            this.keep = keep;
        }

        void report(String kind, String words) {
            if (unplaced.size() < MAX_REPORTED) {
                unplaced.add(new Unplaced(kind, Unplaced.truncate(words)));
            } else if (unplaced.size() == MAX_REPORTED) {
                unplaced.add(new Unplaced(kind, "and more"));
            }
        }

        /**
         * Stores an article file that is in a folder.
         *
         * @param said article files listed in the record, keyed by file name, whose metadata takes precedence
         */
        void add(String path, String folder, FileRole role, LanguageTag language, Map<String, ArticleFile> said) {
            String name = named(path, folder);
            ArticleFile usual = new ArticleFile(role, null, null, null, null, null, language, name, null, null);
            add(path, said.getOrDefault(name, usual));
        }

        /** Stores an article file with the given metadata. */
        void add(String path, ArticleFile said) {
            String name = said.name();
            if (stored.containsKey(name)) {
                return;
            }
            Optional<String> problem = stored.size() + 1 >= ArticleBody.MAX_FILES
                    ? Optional.of("An article can have at most " + ArticleBody.MAX_FILES + " files.")
                    : FileNames.problem(name);
            if (problem.isPresent()) {
                reject(name, problem.get());
                return;
            }
            try (InputStream content = upload.asset(path)) {
                byte[] head = content.readNBytes(FileType.HEAD_BYTES);
                FileType type = FileType.of(head, name, said.mediaType());
                if (type.refusal().isPresent()) {
                    reject(name, type.refusal().get());
                    return;
                }
                StoredBytes bytes = keep ? keep(head, content) : null;
                String hash = bytes == null ? "0".repeat(64) : bytes.hash().value();
                if (bytes != null && said.sha256() != null && !said.sha256().equals(hash)) {
                    reject(name, "The file does not match the SHA-256 hash in the record.");
                } else if (bytes != null
                        && said.role() == FileRole.JATS
                        && bytes.size() > FileContents.MAX_TEXT_BYTES) {
                    reject(name, "The JATS file exceeds the size limit.");
                } else {
                    stored.put(name, said.withContent(hash, bytes == null ? 0 : bytes.size(), type.mediaType()));
                }
            } catch (FileTooLargeException e) {
                reject(name, "The file exceeds the size limit.");
            } catch (InsufficientStorageException e) {
                throw new UnreadableException(
                        "The service does not have enough disk space for the files in the zip.", 0);
            } catch (IOException e) {
                throw UnreadableException.of(e, 1);
            }
        }

        private void reject(String name, String reason) {
            report("refused-file", name + ": " + reason);
        }
    }

    private StoredBytes keep(byte[] head, InputStream rest) throws IOException {
        try (IncomingFile incoming = store.begin(largest)) {
            try {
                incoming.write(head);
                rest.transferTo(incoming);
            } catch (IOException | RuntimeException e) {
                incoming.discard();
                throw e;
            }
            return incoming.store();
        }
    }
}
