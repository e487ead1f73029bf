package org.offprint.formats.endnote;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.xml.XmlReader;

/** Import format for EndNote XML, version 8 and later, as written by EndNote and other reference managers. */
public final class EndNoteXmlFormat implements ImportFormat {

    private static final Pattern RECORDS =
            Pattern.compile("<xml(?:\\s[^>]{0,500})?>\\s{0,500}(?:<records(?:\\s[^>]{0,500})?>\\s{0,500})?<record>");

    private static final Set<String> RECORD = Set.of("record");

    @Override
    public String name() {
        return "endnote-xml";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/x-endnote+xml");
    }

    @Override
    public boolean recognizes(FileHead head) {
        return RECORDS.matcher(head.text()).find();
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        XmlReader xml = new XmlReader(file, Set.of());
        return ImportRecords.of(() -> xml.next(RECORD), record -> new EndNoteXmlReader(record).read(), xml::close);
    }
}
