package org.offprint.formats.crossref.writing;

import java.util.regex.Pattern;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.identifiers.Doi;

/** Limits of Crossref's deposit schema. */
public final class CrossrefLimits {

    /** The reason why a DOI is not taken. */
    public static final String DOI_NOT_TAKEN =
            "Crossref takes no DOI with a divided prefix, or of more than 200 characters after the slash.";

    /** DOIs that Crossref takes ({@code doi_t}). */
    private static final Pattern DOI = Pattern.compile("10\\.[0-9]{4,9}/.{1,200}");

    private CrossrefLimits() {}

    /** Returns whether Crossref's schema takes this DOI. */
    public static boolean takes(Doi doi) {
        return doi != null && DOI.matcher(doi.value()).matches();
    }

    /** Returns the text, or its beginning where the schema takes no more; null for null. */
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
