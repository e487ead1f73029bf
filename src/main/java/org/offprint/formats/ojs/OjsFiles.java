package org.offprint.formats.ojs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.types.FileNames;

/**
 * Reads the galleys of an OJS publication, which are its files for readers. Remote galleys are imported as links.
 * Embedded galleys are imported as files, together with their dependent files.
 */
final class OjsFiles {

    private static final String[] KINDS = {"submission_file", "artwork_file", "supplementary_file"};

    /** OJS file stages that readers can see. Files in other stages belong to review and copy-editing. */
    private static final Set<String> PUBLIC = Set.of("proof", "dependent");

    private static final Set<String> TEXT_MEDIA_TYPES = Set.of("application/pdf", "application/epub+zip", "text/html");
    private static final String JATS = "application/jats+xml";

    private final XmlElement article;
    private final XmlElement publication;
    private final ArticleDraft draft;
    private final Map<String, XmlElement> files = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    /** Number of duplicates, keyed by file name. */
    private final Map<String, Integer> duplicates = new HashMap<>();

    private final Set<XmlElement> imported = new HashSet<>();
    private boolean hasText;

    OjsFiles(XmlElement article, XmlElement publication, ArticleDraft draft) {
        this.article = article;
        this.publication = publication;
        this.draft = draft;
    }

    /** Returns whether an embedded OJS file was available to readers. */
    static boolean isPublic(XmlElement embedded) {
        return embedded.selfAndAncestors()
                .filter(around -> List.of(KINDS).contains(around.name()))
                .anyMatch(file -> PUBLIC.contains(String.valueOf(file.attribute("stage"))));
    }

    void read() {
        List<XmlElement> all = article.elements(KINDS);
        all.forEach(file -> files.putIfAbsent(String.valueOf(file.attribute("id")), file));
        for (XmlElement galley : publication.elements("article_galley")) {
            galley(galley);
        }
        for (XmlElement file : all) {
            if ("dependent".equals(file.attribute("stage"))) {
                dependent(file);
            }
        }
        for (XmlElement file : all) {
            String name = file.at("name").text();
            String said = Stream.of("creator", "description", "source", "sponsor")
                    .map(part -> file.at(part).text())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("; "));
            String shown = name == null ? file.attribute("id") : name;
            draft.unplaced(file.path(), file.isPlaced() ? said : said.isEmpty() ? shown : shown + " (" + said + ")");
            file.markPlaced();
        }
    }

    private void galley(XmlElement galley) {
        String label = galley.at("name").text();
        XmlElement file =
                files.get(String.valueOf(galley.at("submission_file_ref").attribute("id")));
        WebUrl url = draft.parsed(source(galley, file), WebUrl::parse, galley.path());
        XmlElement embedded = url == null ? embedded(file) : null;
        if (url != null) {
            String language = OjsTexts.language(galley.attribute("locale"), draft, galley.path("locale"));
            draft.file("fulltext", null, label, url, language);
        } else if (embedded != null && embedded.attribute("sha256") != null) {
            String language = OjsTexts.language(galley.attribute("locale"), draft, galley.path("locale"));
            importFile(file, embedded, role(embedded), label, language);
        } else {
            String refusal = embedded == null ? null : embedded.attribute("refusal");
            draft.unplaced(
                    galley.path(),
                    (label == null ? "An embedded file" : "The embedded file " + label) + " was not imported"
                            + (refusal == null ? "." : ": " + refusal));
        }
        for (XmlElement id : galley.elements("id")) {
            boolean isOurs = "internal".equals(id.attribute("type"));
            draft.unplaced(id.path(), isOurs ? null : id.attribute("type") + " " + id.text());
        }
        galley.markPlaced();
    }

    /** Imports a dependent file of an HTML or XML full text, for example a figure. */
    private void dependent(XmlElement file) {
        XmlElement embedded = embedded(file);
        if (embedded != null && embedded.attribute("sha256") != null) {
            importFile(file, embedded, "asset", null, null);
        }
    }

    private String role(XmlElement embedded) {
        String mediaType = embedded.attribute("media-type");
        boolean canBeRead = Long.parseLong(embedded.attribute("size")) <= FileContents.MAX_TEXT_BYTES;
        if (JATS.equals(mediaType) && canBeRead && !hasText) {
            hasText = true;
            return "jats";
        }
        return TEXT_MEDIA_TYPES.contains(mediaType) || JATS.equals(mediaType) ? "fulltext" : "supplement";
    }

    /**
     * Imports an embedded file once, even if several galleys refer to it. Does nothing if the article already has the
     * maximum number of files.
     */
    private void importFile(XmlElement file, XmlElement embedded, String role, String label, String language) {
        if (imported.contains(file) || imported.size() + 1 >= ArticleBody.MAX_FILES) {
            return;
        }
        String name = name(file, embedded);
        imported.add(file);
        file.markPlaced();
        draft.storedFile(
                role,
                embedded.attribute("media-type"),
                label,
                name,
                embedded.attribute("sha256"),
                Long.parseLong(embedded.attribute("size")),
                language);
    }

    /**
     * Returns the file name in the source, or a generated name if it is invalid. The returned name is unique within the
     * article.
     */
    private String name(XmlElement file, XmlElement embedded) {
        String extension = embedded.parent().attribute("extension");
        String end = extension == null || extension.isBlank() ? "" : "." + extension.strip();
        String stated = file.at("name").text();
        String name = stated == null ? "" : FileNames.normalized(stated);
        if (!name.isEmpty() && FileNames.extension(name).isEmpty()) {
            name += end;
        }
        if (FileNames.problem(name).isPresent()) {
            name = "file-" + (names.size() + 1)
                    + (FileNames.problem("file" + end).isPresent() ? "" : end);
        }
        String unique = name;
        while (!names.add(unique)) {
            unique = duplicates.merge(name, 1, Integer::sum) + "-" + name;
        }
        return unique;
    }

    /** Returns the embedded content of a file's last revision, or null if there is none. */
    private static XmlElement embedded(XmlElement file) {
        List<XmlElement> embedded = file == null ? List.of() : file.descendants("embed");
        return embedded.isEmpty() ? null : embedded.get(embedded.size() - 1);
    }

    /** Returns the external URL of a galley or of its file, or null if the file is embedded. */
    private static String source(XmlElement galley, XmlElement file) {
        String remote = galley.at("remote").attribute("src");
        if (remote != null || file == null) {
            return remote;
        }
        for (XmlElement link : file.descendants("href")) {
            String src = link.attribute("src");
            if (src != null && src.matches("(?i)https?://.*")) {
                file.markPlaced();
                return src;
            }
        }
        return null;
    }
}
