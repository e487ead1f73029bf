package org.offprint.platform.files;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.kernel.text.PercentEncoding;

/** URL paths of article files. */
public final class FileAddress {

    private FileAddress() {}

    /**
     * Returns the URL path of an article file. At the URL path, readers receive the file of the newest version, and
     * editors receive that of the working copy.
     */
    public static String of(UUID article, String name) {
        return "/v1/articles/" + article + "/files/" + inPath(name);
    }

    /**
     * Returns the URL path of a file of a published article version. The content at the path of a published file never
     * changes.
     */
    public static String of(UUID article, int version, String name) {
        return "/v1/articles/" + article + "/versions/" + version + "/files/" + inPath(name);
    }

    /** Returns a file name that is percent-encoded for a URL path. Slashes between folders are not encoded. */
    public static String inPath(String name) {
        return Arrays.stream(name.split("/", -1))
                .map(PercentEncoding::component)
                .collect(Collectors.joining("/"));
    }
}
