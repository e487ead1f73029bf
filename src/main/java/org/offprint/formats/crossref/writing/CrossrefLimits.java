package org.offprint.formats.crossref.writing;

import java.util.regex.Pattern;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.identifiers.Doi;

/** Limits of Crossref's deposit schema. */
public final class CrossrefLimits {

    /** Error message for a DOI that Crossref does not accept. */
    public static final String DOI_NOT_ACCEPTED =
            "Crossref requires a DOI prefix without subdivision, for example 10.5555, and at most"
                    + " 200 characters after the slash.";

    /** Pattern of the DOIs that Crossref accepts (schema type {@code doi_t}). */
    private static final Pattern DOI = Pattern.compile("10\\.[0-9]{4,9}/.{1,200}");

    private CrossrefLimits() {}

    /** Returns whether Crossref's schema accepts a DOI. Returns false for null. */
    public static boolean accepts(Doi doi) {
        return doi != null && DOI.matcher(doi.value()).matches();
    }

    /**
     * Returns the text, truncated to the maximum length that Crossref's schema allows. Returns null if the text is
     * null.
     */
    public static String cut(String text, int longest) {
        if (text == null) {
            return null;
        }
        String clean = XmlWriter.clean(text).replaceAll("\\s+", " ").strip();
        return clean.length() <= longest
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, clean.codePointCount(0, longest - 1)))
                        .strip();
    }
}
