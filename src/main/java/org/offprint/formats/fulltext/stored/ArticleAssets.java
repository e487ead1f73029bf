package org.offprint.formats.fulltext.stored;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.kernel.text.PercentEncoding;

/**
 * Finds the article file for an {@code href} in a JATS file. Supports the conventions of publishers: complete path,
 * file name only, file name without extension, DOI of a figure, and different letter case.
 */
public final class ArticleAssets implements Function<String, Optional<Asset>> {

    private static final int MAX_HREF_LENGTH = 500;

    /** Extensions of image files in order of preference, starting with the formats that browsers display best. */
    private static final List<String> IMAGES =
            List.of("svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "png_l", "tif", "tiff", "eps", "pdf");

    private static final List<String> DOI_PREFIXES =
            List.of("info:doi/", "https://doi.org/", "http://dx.doi.org/", "doi:");

    /** Prefix of journal codes in PLOS DOIs, which file names do not contain. */
    private static final String JOURNAL = "journal.";

    private final String folder;
    private final Map<String, Asset> byPath = new HashMap<>();
    private final Map<String, Asset> byName = new HashMap<>();

    /** Article files, keyed by file name without extension, then by extension. */
    private final Map<String, Map<String, Asset>> byStem = new HashMap<>();

    /**
     * Creates a finder for the files of an article.
     *
     * @param source name of the JATS file; paths are relative to its folder
     * @param files article files, keyed by file name
     */
    public ArticleAssets(String source, Map<String, Asset> files) {
        folder = source.substring(0, source.lastIndexOf('/') + 1);
        files.forEach((name, asset) -> {
            byPath.put(name, asset);
            byPath.putIfAbsent(name.toLowerCase(Locale.ROOT), asset);
            String last = lastPart(name);
            byName.putIfAbsent(last, asset);
            byName.putIfAbsent(last.toLowerCase(Locale.ROOT), asset);
            int dot = last.lastIndexOf('.');
            if (dot > 0) {
                byStem.computeIfAbsent(last.substring(0, dot).toLowerCase(Locale.ROOT), key -> new HashMap<>())
                        .putIfAbsent(last.substring(dot + 1).toLowerCase(Locale.ROOT), asset);
            }
        });
    }

    @Override
    public Optional<Asset> apply(String href) {
        if (href == null || href.isBlank() || href.length() > MAX_HREF_LENGTH) {
            return Optional.empty();
        }
        String path = href.strip();
        boolean isDoi = false;
        for (String prefix : DOI_PREFIXES) {
            if (path.regionMatches(true, 0, prefix, 0, prefix.length())) {
                path = path.substring(prefix.length());
                isDoi = true;
            }
        }
        if (!isDoi && path.matches("(?i)[a-z][a-z0-9+.-]{1,20}:.*")) {
            return Optional.empty();
        }
        return found(path).or(() -> found(PercentEncoding.decode(href.strip())));
    }

    private Optional<Asset> found(String path) {
        String plain = path.startsWith("./") ? path.substring(2) : path;
        String last = lastPart(plain);
        Optional<Asset> exact = first(byPath, folder + plain)
                .or(() -> below(plain))
                .or(() -> first(byName, last))
                .or(() -> stem(last));
        return exact.isPresent() || !last.startsWith(JOURNAL) ? exact : found(last.substring(JOURNAL.length()));
    }

    /**
     * Finds an article file by its path. If no file has this path, leading folders are removed one by one until the
     * path matches a file.
     */
    private Optional<Asset> below(String path) {
        Optional<Asset> found = first(byPath, path);
        for (int slash = path.indexOf('/'); found.isEmpty() && slash >= 0; slash = path.indexOf('/', slash + 1)) {
            found = first(byPath, path.substring(slash + 1));
        }
        return found;
    }

    private static Optional<Asset> first(Map<String, Asset> files, String name) {
        Asset asset = files.get(name);
        return Optional.ofNullable(asset == null ? files.get(name.toLowerCase(Locale.ROOT)) : asset);
    }

    /** Finds an article file by its file name without extension, or the same image in a different format. */
    private Optional<Asset> stem(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Optional<Asset> whole = best(byStem.get(lower));
        int dot = lower.lastIndexOf('.');
        boolean isImage = dot > 0 && IMAGES.contains(lower.substring(dot + 1));
        return whole.isPresent() || !isImage ? whole : best(byStem.get(lower.substring(0, dot)));
    }

    private static Optional<Asset> best(Map<String, Asset> forms) {
        if (forms == null) {
            return Optional.empty();
        }
        return IMAGES.stream()
                .filter(forms::containsKey)
                .findFirst()
                .map(forms::get)
                .or(() -> forms.size() == 1 ? forms.values().stream().findFirst() : Optional.empty());
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
