package org.offprint.formats.doaj;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.xml.XmlReader;

/** Import format for the article XML that is uploaded to DOAJ. */
public final class DoajXmlFormat implements ImportFormat {

    private static final Pattern RECORDS =
            Pattern.compile("(?s)<records(?:\\s[^>]*)?>.*<record>.*<(?:journalTitle|publisher|language)>");

    private static final Set<String> RECORD = Set.of("record");

    @Override
    public String name() {
        return "doaj-xml";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/vnd.doaj.article+xml");
    }

    @Override
    public boolean recognizes(FileHead head) {
        return RECORDS.matcher(head.text()).find();
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        XmlReader xml = new XmlReader(file, Set.of());
        return ImportRecords.of(() -> xml.next(RECORD), record -> new DoajXmlReader(record).read(), xml::close);
    }
}
