package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.identifiers.License;
import org.offprint.kernel.record.LicenseTerms;
import org.offprint.kernel.record.LicenseTerms.Copyright;

/** Draft of the license and copyright of an article. */
public final class LicenseDraft extends DraftPart {

    private static final String URL = "url";
    private static final String NAME = "name";
    private static final String TEXT = "text";
    private static final String COPYRIGHT = "copyright";
    private static final String HOLDER = "holder";
    private static final String YEAR = "year";
    private static final String STATEMENT = "statement";

    LicenseDraft(Draft record, ObjectNode node) {
        super(record, node, LicenseTerms.class);
    }

    /** Returns the license URL, or null if not set. */
    public String url() {
        return get(URL);
    }

    /** Sets the license URL. Does nothing if the license is null. */
    public void url(License license) {
        value(URL, license);
    }

    /** Sets the name of the license. */
    public void name(String name) {
        text(NAME, name);
    }

    /**
     * Adds a paragraph to the license text unless it is already present. Does nothing if the paragraph is null or
     * blank.
     */
    public void words(String paragraph) {
        paragraph(TEXT, paragraph == null ? "" : SourceText.clean(paragraph), "license/text");
    }

    /** Sets the copyright of the article. The holder, statement and year may be null. */
    public void copyright(String holder, String statement, Integer year) {
        DraftPart copyright = new CopyrightPart(record());
        copyright.text(HOLDER, holder);
        copyright.text(STATEMENT, statement);
        if (year != null) {
            copyright.number(YEAR, year);
        }
        if (!copyright.isEmpty()) {
            node().set(COPYRIGHT, copyright.node());
        }
    }

    private static final class CopyrightPart extends DraftPart {

        CopyrightPart(Draft record) {
            super(record, object(), Copyright.class);
        }
    }
}
