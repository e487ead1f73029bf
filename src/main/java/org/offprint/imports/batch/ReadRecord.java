package org.offprint.imports.batch;

import java.util.List;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.imports.files.UploadPosition;
import org.offprint.kernel.record.ArticleFile;

/**
 * Result of reading one item of an import: a record, or the reason why the rest of a file cannot be read.
 *
 * @param record imported record; null if the rest of the file cannot be read
 * @param unreadable reason why the rest of the file cannot be read; null if there is a record
 * @param file name of the file; null if unknown
 * @param isFirst whether this is the first item of its file
 * @param after position in the import after the item
 * @param share share of all import files that has been read up to this item, from 0 to 1
 * @param weight number of decompressed bytes that were read for the item
 * @param files stored files of the article from the same zip
 */
public record ReadRecord(
        ImportRecord record,
        UnreadableException unreadable,
        String file,
        boolean isFirst,
        UploadPosition after,
        double share,
        long weight,
        List<ArticleFile> files) {}
