package org.offprint.imports.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlReader;
import org.offprint.kernel.record.FileRole;
import org.offprint.kernel.text.PercentEncoding;

/**
 * Manifest of a package of the Manuscript Exchange Common Approach (MECA, NISO RP-30). The manifest states the role of
 * each file: the article, its figures and supplements, and files exchanged only between journals, such as reviews.
 */
final class MecaManifest {

    private static final String NAME = "manifest.xml";

    /** Part of the XML namespace that all versions of MECA share. */
    private static final String NAMESPACE = "manuscriptexchange.org";

    private static final int MAX_BYTES = 4 << 20;
    private static final int HEAD = 4_096;

    /** Prefixes of the item types of files that are exchanged only between journals. */
    private static final Set<String> INTERNAL = Set.of(
            "transfer", "review", "reviewer", "peer", "cover-letter", "manifest", "decision", "response", "directive");

    /** Files described in the MECA manifest, keyed by path. */
    private final Map<String, Instance> instances = new HashMap<>();

    private final Set<String> articles = new HashSet<>();

    private record Instance(String type, String mediaType) {}

    private MecaManifest(XmlElement manifest, ZipFile zip) {
        for (XmlElement item : manifest.elements("item")) {
            String type = Stream.of(item.attribute("item-type"), item.attribute("type"))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("")
                    .toLowerCase(Locale.ROOT);
            for (XmlElement instance : item.elements("instance")) {
                path(instance.attribute("href"), zip)
                        .ifPresent(path -> instances.put(
                                path,
                                new Instance(
                                        type,
                                        Objects.toString(instance.attribute("media-type"), "")
                                                .toLowerCase(Locale.ROOT))));
            }
        }
        for (String article : new String[] {"article", "manuscript", "article-metadata"}) {
            if (articles.isEmpty()) {
                instances.forEach((path, instance) -> {
                    if (instance.type().equals(article) && isXml(path, instance)) {
                        articles.add(path);
                    }
                });
            }
        }
    }

    /** Returns the manifest of a zip, or empty if the zip is not a MECA package. */
    static Optional<MecaManifest> of(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(NAME);
        if (entry == null) {
            return Optional.empty();
        }
        byte[] bytes;
        try (InputStream content = zip.getInputStream(entry)) {
            bytes = content.readNBytes(MAX_BYTES + 1);
        }
        String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.UTF_8);
        if (!head.contains(NAMESPACE)) {
            return Optional.empty();
        }
        if (bytes.length > MAX_BYTES) {
            throw new UnreadableException("The manifest of the MECA package is too large.", 0);
        }
        try (XmlReader xml = new XmlReader(new ByteArrayInputStream(bytes), Set.of())) {
            return xml.root().equals("manifest") ? Optional.of(new MecaManifest(xml.element(), zip)) : Optional.empty();
        } catch (UnreadableException e) {
            throw new UnreadableException("The manifest of the MECA package cannot be read: " + e.getMessage(), 0);
        }
    }

    /**
     * Returns the path of the file that the manifest refers to. The manifest may contain the literal or the
     * percent-encoded path.
     */
    private static Optional<String> path(String href, ZipFile zip) {
        if (href == null) {
            return Optional.empty();
        }
        String plain = href.startsWith("./") ? href.substring(2) : href;
        if (zip.getEntry(plain) != null) {
            return Optional.of(plain);
        }
        String decoded = PercentEncoding.decode(plain);
        return zip.getEntry(decoded) == null ? Optional.empty() : Optional.of(decoded);
    }

    private static boolean isXml(String path, Instance instance) {
        return instance.mediaType().endsWith("/xml")
                || instance.mediaType().endsWith("+xml")
                || instance.mediaType().isEmpty()
                        && path.toLowerCase(Locale.ROOT).endsWith(".xml");
    }

    /** Returns whether a zip entry is the XML of the article. */
    boolean isArticle(ZipEntry entry) {
        return articles.contains(entry.getName());
    }

    /** Returns whether a zip entry may be a file of the article. */
    boolean isFile(ZipEntry entry) {
        Instance instance = instances.get(entry.getName());
        return instance != null
                && !articles.contains(entry.getName())
                && INTERNAL.stream().noneMatch(type -> instance.type().startsWith(type));
    }

    /**
     * Returns the role of a file according to its item type in the manifest, which overrides the XML of the article.
     * Returns null if the XML determines the role.
     */
    FileRole role(String path) {
        Instance instance = instances.get(path);
        if (instance == null) {
            return null;
        }
        if (instance.type().startsWith("supplement")) {
            return FileRole.SUPPLEMENT;
        }
        if (instance.type().startsWith("data")) {
            return FileRole.DATA;
        }
        boolean isPdf = instance.mediaType().equals("application/pdf");
        return isPdf && Set.of("article", "manuscript").contains(instance.type()) ? FileRole.FULLTEXT : null;
    }
}
