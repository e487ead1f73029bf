package org.offprint.imports.batch;

import java.util.List;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.imports.files.UploadPosition;
import org.offprint.kernel.record.ArticleFile;

/**
 * The result of reading one place of an import: a record, or why the rest of a file cannot be read.
 *
 * @param record null where the rest of the file cannot be read
 * @param unreadable why; null where there is a record
 * @param file the name of its file; null where that is not known
 * @param isFirst whether nothing came of its file before
 * @param after the place behind it
 * @param share how much of all files is read with it, from 0 to 1
 * @param weight the bytes that were read for it, decompressed
 * @param files of the article that came along in a zip, stored
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
