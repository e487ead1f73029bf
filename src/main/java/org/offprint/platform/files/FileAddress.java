package org.offprint.platform.files;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.kernel.text.PercentEncoding;

/** URL paths of files. */
public final class FileAddress {

    private FileAddress() {}

    /** Returns the path of a file of the newest version, or of the working copy for editors. */
    public static String of(UUID article, String name) {
        return "/v1/articles/" + article + "/files/" + inPath(name);
    }

    /** Returns the path of a file of a version. The content at this path never changes. */
    public static String of(UUID article, int version, String name) {
        return "/v1/articles/" + article + "/versions/" + version + "/files/" + inPath(name);
    }

    /** Returns a file name encoded for a URL path. Slashes between folders are kept. */
    public static String inPath(String name) {
        return Arrays.stream(name.split("/", -1))
                .map(PercentEncoding::component)
                .collect(Collectors.joining("/"));
    }
}
