package org.offprint.formats.epub;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Chapter of an EPUB publication, which is one article.
 *
 * @param description title, language and headings of the chapter
 * @param xhtml content of the element {@code body} as XHTML
 * @param images images to which the content refers
 * @param hasMathMl whether the content contains MathML
 * @param isDescribed whether each image has an alternative text other than its caption
 */
public record EpubChapter(
        ChapterDescription description, String xhtml, List<Image> images, boolean hasMathMl, boolean isDescribed) {

    /** Opens the content of an image. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    /**
     * Image of a chapter.
     *
     * @param path path of the image, relative to the chapter
     * @param mediaType core media type of EPUB (EPUB 3.3, section 3.2)
     */
    public record Image(String path, String mediaType, Opener content) {}
}
