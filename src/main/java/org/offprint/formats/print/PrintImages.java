package org.offprint.formats.print;

import java.io.IOException;
import java.io.InputStream;

/** Images of a printed article. */
@FunctionalInterface
public interface PrintImages {

    /** Images of an article without images. */
    PrintImages NONE = source -> null;

    /** Returns the image for the value of {@code src} in the full text, or null if there is none. */
    Image find(String source);

    /** Opens the content of an image. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    /**
     * Image of an article.
     *
     * @param mediaType media type of the content. PNG, JPEG, GIF, WebP and SVG are printed; for other types, the
     *     alternative text is printed instead.
     */
    record Image(String mediaType, Opener content) {}
}
