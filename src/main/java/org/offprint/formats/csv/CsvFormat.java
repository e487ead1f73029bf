package org.offprint.formats.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecords;

/**
 * Import format for CSV tables of affiliations (RFC 4180), one affiliation per row. Cells are separated by commas,
 * semicolons or tabs. The first row contains the member names.
 */
public final class CsvFormat implements ImportFormat {

    private static final Pattern HEADER =
            Pattern.compile("(?i)\"?[a-z][\\w: -]*\"?(?:[,;\t]\"?[a-z][\\w: -]*\"?){0,1000}+[,;\t]?");

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("text/csv", "text/tab-separated-values");
    }

    @Override
    public boolean recognizes(FileHead head) {
        String first = head.text()
                .lines()
                .filter(line -> !CsvTable.SEPARATOR.matcher(line).matches())
                .findFirst()
                .orElse("")
                .strip();
        boolean isHeader = HEADER.matcher(first).matches();
        List<String> columns =
                List.of(first.toLowerCase(Locale.ROOT).replace("\"", "").split("[,;\t]"));
        boolean isNamed = columns.stream().map(String::strip).anyMatch(List.of("name", "ror", "ror id")::contains);
        boolean isOfOrganizations = List.of("organization", "organisation", "institution")
                .contains(columns.isEmpty() ? "" : columns.get(0).strip());
        return isHeader && (isNamed || isOfOrganizations);
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        CsvTable table = new CsvTable(file);
        return ImportRecords.of(table::next, CsvAffiliationReader::read, table::close);
    }
}
