package org.offprint.platform.files.types;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.kernel.text.Transliteration;

/** The name under which a reader saves an article: that of the upload says nothing on a reader's disk. */
public final class ReaderFileName {

    private static final int MOST = 120;

    private ReaderFileName() {}

    /**
     * Returns {@code annals-12-3-e200025.pdf}, in lower-case ASCII.
     *
     * @param journal its abbreviation, title or slug
     * @param volume null for none
     * @param number of the issue; null for none
     * @param page the first page, or the number of the article; null for none
     * @param fallback what tells the article apart where there is no page, such as its slug
     * @param language of a translation; null for the article's own
     * @param format gives the extension
     */
    public static String of(
            String journal,
            String volume,
            String number,
            String page,
            String fallback,
            String language,
            FileFormat format) {
        String name = Stream.of(journal, volume, number, page == null || page.isBlank() ? fallback : page, language)
                .filter(Objects::nonNull)
                .map(Transliteration::words)
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, Math.min(part.length(), MOST)))
                .collect(Collectors.joining("-"));
        String stem = name.isEmpty() ? "article" : name;
        return format.extension().map(extension -> stem + '.' + extension).orElse(stem);
    }
}
