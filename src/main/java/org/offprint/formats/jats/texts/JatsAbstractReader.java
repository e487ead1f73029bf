package org.offprint.formats.jats.texts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.TextsDraft;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlReader;

/** Reads JATS abstracts that are embedded in records of other formats. */
public final class JatsAbstractReader {

    private static final String AROUND = "<abstract xmlns:jats=\"urn:jats\" xmlns:mml=\"urn:mml\" xmlns:m=\"urn:mml\""
            + " xmlns:xlink=\"urn:xlink\" xmlns:ali=\"urn:ali\" xmlns:xsi=\"urn:xsi\">";

    private JatsAbstractReader() {}

    /** Sets the abstract from an element that contains JATS markup. */
    public static void place(XmlElement summary, TextsDraft into, ArticleDraft draft) {
        into.summary(new JatsMarkupReader(draft).blocks(summary), summary.path());
        summary.markPlaced();
    }

    /** Adds an additional abstract from an element that contains JATS markup. The language may be null. */
    public static void placeOther(XmlElement summary, String language, ArticleDraft draft) {
        draft.otherAbstract(
                summary.attribute("abstract-type"),
                language,
                summary.at("title").text(),
                new JatsMarkupReader(draft).blocksWithoutTitle(summary),
                summary.path());
        summary.markPlaced();
    }

    /** Sets the abstract from a string with JATS markup. If the string is not well-formed XML, it is read as HTML. */
    public static void place(String markup, TextsDraft into, ArticleDraft draft, String where) {
        if (markup == null) {
            return;
        }
        byte[] document = (AROUND + markup + "</abstract>").getBytes(StandardCharsets.UTF_8);
        try (XmlReader xml = new XmlReader(new ByteArrayInputStream(document), Set.of())) {
            XmlElement summary = xml.next(Set.of("abstract"));
            into.summary(new JatsMarkupReader(draft).blocks(summary), where);
        } catch (UnreadableException notXml) {
            into.summary(markup, where);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Converts a title with JATS or Crossref markup to HTML. */
    public static String title(XmlElement title, ArticleDraft draft) {
        String html = new JatsMarkupReader(draft).title(title);
        title.markPlaced();
        return html;
    }
}
