package org.offprint.platform.http.caching;

import java.util.Locale;

/** Parser for {@code Accept-Encoding} (RFC 9110, section 12.5.3). */
public final class AcceptEncoding {

    private AcceptEncoding() {}

    /**
     * Returns whether the client accepts gzip. The {@code Accept-Encoding} header must contain {@code gzip} or {@code
     * *} with a weight above 0.
     */
    public static boolean takesGzip(String header) {
        if (header == null) {
            return false;
        }
        // Most browsers send an Accept-Encoding header that begins with gzip. Checking only its beginning is
        // sufficient: if a coding is repeated, its largest weight counts.
        if (header.equals("gzip") || header.startsWith("gzip,")) {
            return true;
        }
        double gzip = -1;
        double any = -1;
        for (String part : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] words = part.split(";");
            String coding = words[0].strip();
            if (coding.equals("gzip") || coding.equals("x-gzip")) {
                gzip = Math.max(gzip, weight(words));
            } else if (coding.equals("*")) {
                any = weight(words);
            }
        }
        return gzip >= 0 ? gzip > 0 : any > 0;
    }

    /**
     * Returns the weight of a content coding in {@code Accept-Encoding}, which is 1 by default. A malformed weight
     * counts as 0, so that the response body is sent uncompressed.
     */
    private static double weight(String[] words) {
        for (int i = 1; i < words.length; i++) {
            String word = words[i].strip();
            if (word.startsWith("q=")) {
                String value = word.substring(2).strip();
                return value.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(value) : 0;
            }
        }
        return 1;
    }
}
