package org.offprint.imports.reading;

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
import org.offprint.files.store.FileStore;
import org.offprint.files.store.FileTooLargeException;
import org.offprint.files.store.Incoming;
import org.offprint.files.store.InsufficientStorageException;
import org.offprint.files.store.StoredBytes;
import org.offprint.files.types.FileNames;
import org.offprint.files.types.FileType;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.Unplaced;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;
import org.offprint.fulltext.FullText;
import org.offprint.fulltext.report.AssetUse;
import org.offprint.fulltext.source.Asset;
import org.offprint.fulltext.source.SourceArticle;
import org.offprint.fulltext.stored.ArticleAssets;
import org.offprint.identifiers.InvalidValueException;
import org.offprint.identifiers.LanguageTag;
import org.offprint.imports.files.Upload;
import org.offprint.record.ArticleBody;
import org.offprint.record.ArticleFile;
import org.offprint.record.FileRole;

/**
 * The files that come in a zip with the JATS of an article: those in its folder and below it that the text refers to, and
 * its PDF. Where a folder has several JATS files, a file belongs to the one whose name it begins with.
 */
@ApplicationScoped
public class PackagedFiles {

    private static final Set<String> SUPPLEMENTS = Set.of("supplementary-material", "inline-supplementary-material");

    private static final int MOST_TOLD = 1_000;

    private final FileStore store;
    private final long largest;

    PackagedFiles(FileStore store, @ConfigProperty(name = "offprint.files.largest") int largest) {
        this.store = store;
        this.largest = (long) largest << 20;
    }

    /**
     * The files of one article.
     *
     * @param files as they are stored
     * @param unplaced what nothing refers to, what is missing, and what is refused
     */
    record Packaged(List<ArticleFile> files, List<Unplaced> unplaced) {

        static final Packaged NONE = new Packaged(List.of(), List.of());
    }

    /**
     * Stores the files of an article.
     *
     * @param part the number of its JATS in the upload
     * @param keep whether bytes are stored; else they are only looked at
     */
    Packaged of(Upload upload, int part, ImportRecord record, boolean keep) {
        if (!upload.hasAssets() || record.source() == null) {
            return Packaged.NONE;
        }
        String path = upload.path(part);
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        String stem = FileNames.stem(path);
        Map<String, Asset> own = candidates(upload.assets(part), folder);
        Map<String, Asset> candidates = new LinkedHashMap<>(own);
        candidates.putAll(candidates(upload.sharedAssets(part), folder));
        ArticleAssets assets = new ArticleAssets("", candidates);
        List<Unplaced> unplaced = new ArrayList<>();
        Map<String, ArticleFile> stored = new LinkedHashMap<>();
        Optional<SourceArticle> source = source(record);
        for (AssetUse use : source.map(PackagedFiles::references).orElse(List.of())) {
            Optional<Asset> found = assets.apply(use.href());
            if (found.isEmpty() && use.href().matches("(?i)https?://.*")) {
                continue; // elsewhere on the web, as the text says
            }
            if (found.isEmpty()) {
                unplaced.add(new Unplaced("missing-file", Unplaced.cut(use.href())));
            } else {
                FileRole role = SUPPLEMENTS.contains(use.element()) ? FileRole.SUPPLEMENT : FileRole.ASSET;
                add(upload, found.get().address(), folder, role, null, keep, stored, unplaced);
            }
        }
        // What of these is missing is told by the reader of the record.
        for (XmlElement link : source.map(PackagedFiles::links).orElse(List.of())) {
            FileRole role = link.name().equals("self-uri")
                    ? FileRole.FULLTEXT
                    : "data".equals(link.attribute("content-type")) ? FileRole.DATA : FileRole.SUPPLEMENT;
            assets.apply(link.attribute("href"))
                    .ifPresent(file -> add(upload, file.address(), folder, role, null, keep, stored, unplaced));
        }
        boolean hasOnePdf = pdfs(own) == 1 && candidates.size() == own.size();
        int untold = 0;
        for (String name : own.keySet()) {
            if (stored.containsKey(folder + name)) {
                continue;
            }
            String lower = name.toLowerCase(Locale.ROOT);
            boolean isPdf = lower.endsWith(".pdf");
            String named = FileNames.stem(lower);
            boolean isText = named.equals(stem.toLowerCase(Locale.ROOT)) || hasOnePdf;
            boolean isTranslation = named.length() == stem.length() + 3
                    && named.charAt(2) == '_'
                    && named.endsWith(stem.toLowerCase(Locale.ROOT));
            if (isPdf && (isText || isTranslation)) {
                String language = isTranslation ? lower.substring(0, 2) : null;
                add(upload, folder + name, folder, FileRole.FULLTEXT, language, keep, stored, unplaced);
            } else if (unplaced.size() < MOST_TOLD) {
                unplaced.add(new Unplaced("file", Unplaced.cut(name)));
            } else {
                untold++;
            }
        }
        if (untold > 0) {
            unplaced.add(new Unplaced("file", untold + " more"));
        }
        return new Packaged(List.copyOf(stored.values()), unplaced);
    }

    private static long pdfs(Map<String, Asset> candidates) {
        return candidates.keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".pdf"))
                .count();
    }

    private static Map<String, Asset> candidates(List<String> files, String folder) {
        Map<String, Asset> candidates = new LinkedHashMap<>();
        files.forEach(
                file -> candidates.put(file.substring(folder.length()), new Asset(file, null, null, null, null, null)));
        return candidates;
    }

    /** Returns the source as a tree; empty where it is none that can be read. */
    private static Optional<SourceArticle> source(ImportRecord record) {
        try {
            return Optional.of(SourceArticle.read(new ByteArrayInputStream(record.source())));
        } catch (IOException | UnreadableException e) {
            return Optional.empty();
        }
    }

    private static Collection<AssetUse> references(SourceArticle source) {
        Map<String, AssetUse> uses = new LinkedHashMap<>();
        FullText.all(source, href -> Optional.empty())
                .forEach(text -> text.assets().forEach(use -> uses.putIfAbsent(use.href(), use)));
        return uses.values();
    }

    /** Returns what the front matter says of files. */
    private static List<XmlElement> links(SourceArticle source) {
        return source.root().at("front", "article-meta").elements("self-uri", "supplementary-material");
    }

    private void add(
            Upload upload,
            String path,
            String folder,
            FileRole role,
            String language,
            boolean keep,
            Map<String, ArticleFile> stored,
            List<Unplaced> unplaced) {
        String name = path.substring(folder.length());
        if (stored.containsKey(path)) {
            return;
        }
        Optional<String> problem = stored.size() + 1 >= ArticleBody.MOST_FILES
                ? Optional.of("An article has at most " + ArticleBody.MOST_FILES + " files.")
                : FileNames.problem(name);
        if (problem.isPresent()) {
            unplaced.add(new Unplaced("refused-file", Unplaced.cut(name + ": " + problem.get())));
            return;
        }
        try (InputStream content = upload.asset(path)) {
            byte[] head = content.readNBytes(FileType.HEAD);
            FileType type = FileType.of(head, name, null);
            if (type.refusal().isPresent()) {
                unplaced.add(new Unplaced(
                        "refused-file",
                        Unplaced.cut(name + ": " + type.refusal().get())));
                return;
            }
            StoredBytes bytes = keep ? keep(head, content) : null;
            stored.put(
                    path,
                    new ArticleFile(
                            role,
                            type.mediaType(),
                            null,
                            null,
                            bytes == null ? 0 : bytes.size(),
                            bytes == null ? "0".repeat(64) : bytes.hash().value(),
                            tag(language),
                            name,
                            null,
                            null));
        } catch (FileTooLargeException e) {
            unplaced.add(new Unplaced("refused-file", Unplaced.cut(name + ": It is larger than files may be here.")));
        } catch (InsufficientStorageException e) {
            throw new UnreadableException("There is no room for the files of the zip.", 0);
        } catch (IOException e) {
            throw UnreadableException.of(e, 1);
        }
    }

    private StoredBytes keep(byte[] head, InputStream rest) throws IOException {
        try (Incoming incoming = store.begin(largest)) {
            try {
                incoming.write(head);
                rest.transferTo(incoming);
            } catch (IOException | RuntimeException e) {
                incoming.discard();
                throw e;
            }
            return incoming.keep();
        }
    }

    private static LanguageTag tag(String language) {
        try {
            return language == null ? null : LanguageTag.parse(language);
        } catch (InvalidValueException e) {
            return null;
        }
    }
}
