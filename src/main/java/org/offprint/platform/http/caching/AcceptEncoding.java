package org.offprint.platform.http.caching;

import java.util.Locale;

/** Reads {@code Accept-Encoding} (RFC 9110 section 12.5.3). */
public final class AcceptEncoding {

    private AcceptEncoding() {}

    /** Reports whether gzip is welcome: named, or by {@code *}, with a weight above 0. */
    public static boolean takesGzip(String header) {
        if (header == null) {
            return false;
        }
        // As browsers send it: of a coding that is named more than once the largest weight holds.
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

    /** The weight, 1 if there is none and 0 if it cannot be read: then the plain body is the safe one. */
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
