package org.offprint.platform.files.types;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.kernel.text.Transliteration;

/**
 * File name under which readers save a file of an article, because the name of the uploaded file is meaningless to
 * them.
 */
public final class ReaderFileName {

    private static final int MOST = 120;

    private ReaderFileName() {}

    /**
     * Returns a file name in lower-case ASCII, for example {@code annals-12-3-e200025.pdf}.
     *
     * @param journal abbreviation, title or slug of the journal
     * @param volume volume; null for none
     * @param number issue number; null for none
     * @param page first page or article number; null for none
     * @param fallback identifier used if there is no page, for example the slug of the article
     * @param language language of a translation; null for the language of the article
     * @param format file format, which determines the extension
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
