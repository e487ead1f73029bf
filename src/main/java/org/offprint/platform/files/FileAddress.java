package org.offprint.platform.files;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.kernel.text.PercentEncoding;

/** URL paths of article files. */
public final class FileAddress {

    private FileAddress() {}

    /**
     * Returns the URL path of an article file. Readers receive the file of the newest version at this path, and editors
     * receive the file of the working copy.
     */
    public static String of(UUID article, String name) {
        return "/v1/articles/" + article + "/files/" + inPath(name);
    }

    /** Returns the URL path of a file of a published article version, whose content never changes. */
    public static String of(UUID article, int version, String name) {
        return "/v1/articles/" + article + "/versions/" + version + "/files/" + inPath(name);
    }

    /** Percent-encodes a file name for a URL path, except the slashes between folders. */
    public static String inPath(String name) {
        return Arrays.stream(name.split("/", -1))
                .map(PercentEncoding::component)
                .collect(Collectors.joining("/"));
    }
}
