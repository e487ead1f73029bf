package org.offprint.formats.jats.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.draft.DraftTexts;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlReader;

/** Abstracts in JATS within records of other formats. */
public final class JatsAbstractReader {

    private static final String AROUND = "<abstract xmlns:jats=\"urn:jats\" xmlns:mml=\"urn:mml\" xmlns:m=\"urn:mml\""
            + " xmlns:xlink=\"urn:xlink\" xmlns:ali=\"urn:ali\" xmlns:xsi=\"urn:xsi\">";

    private JatsAbstractReader() {}

    /** Sets the abstract of an element in which JATS stands. */
    public static void place(XmlElement summary, ObjectNode into, Draft draft) {
        DraftTexts.summary(draft, into, new JatsMarkupReader(draft).blocks(summary), summary.path());
        summary.mark();
    }

    /** Sets the abstract that a text with the markup of JATS holds, or of HTML where it is no whole XML. */
    public static void place(String markup, ObjectNode into, Draft draft, String where) {
        if (markup == null) {
            return;
        }
        byte[] document = (AROUND + markup + "</abstract>").getBytes(StandardCharsets.UTF_8);
        try (XmlReader xml = new XmlReader(new ByteArrayInputStream(document), Set.of())) {
            XmlElement summary = xml.next(Set.of("abstract"));
            DraftTexts.summary(draft, into, new JatsMarkupReader(draft).blocks(summary), where);
        } catch (UnreadableException notXml) {
            DraftTexts.summary(draft, into, markup, where);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A title with the markup of JATS or of Crossref, in the names of HTML. */
    public static String title(XmlElement title, Draft draft) {
        String html = new JatsMarkupReader(draft).title(title);
        title.mark();
        return html;
    }
}
