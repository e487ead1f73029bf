package org.offprint.formats.pubmed;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlReader;
import org.offprint.kernel.faults.Finding;

/**
 * Import format for PubMed XML, which contains either records from PubMed or articles that publishers send to PubMed.
 */
public final class PubMedXmlFormat implements ImportFormat {

    private static final Pattern BEGIN = Pattern.compile("<(?:!DOCTYPE\\s{1,9})?"
            + "(?:PubmedArticleSet|PubmedArticle|MedlineCitationSet|MedlineCitation|ArticleSet)[\\s>]");

    private static final String CITATION = "PubmedArticle";
    private static final String BARE_CITATION = "MedlineCitation";
    private static final String BOOK = "PubmedBookArticle";
    private static final String DELETED = "DeleteCitation";
    private static final String OF_PUBLISHER = "Article";
    private static final Set<String> RECORDS = Set.of(CITATION, BARE_CITATION, BOOK, DELETED, OF_PUBLISHER);

    @Override
    public String name() {
        return "pubmed";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/vnd.pubmed+xml");
    }

    @Override
    public boolean recognizes(FileHead head) {
        return BEGIN.matcher(head.text()).find();
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        XmlReader xml = new XmlReader(file, Set.of());
        return ImportRecords.of(() -> xml.next(RECORDS), PubMedXmlFormat::read, xml::close);
    }

    private static ImportRecord read(XmlElement record) {
        return switch (record.name()) {
            case CITATION -> new PubMedCitationReader(record.at(BARE_CITATION), record.at("PubmedData")).read(record);
            case BARE_CITATION -> new PubMedCitationReader(record, XmlElement.NONE).read(record);
            case OF_PUBLISHER -> new PubMedArticleReader(record).read();
            case BOOK -> refused(record, "The record is a book or a book chapter, not an article.");
            default ->
                refused(record, "The record lists citations deleted from PubMed. An import cannot delete articles.");
        };
    }

    private static ImportRecord refused(XmlElement record, String reason) {
        return ImportRecord.refused(Finding.at("", "no-article", reason), List.of(), record.line());
    }
}
