package org.offprint.imports.files;

/**
 * Position between two records of an import.
 *
 * @param file number of the uploaded file, from 0
 * @param entry number of the record file in the uploaded file, from 0; always 0 unless the file is a zip
 * @param record number of records in the record file before the position
 */
public record UploadPosition(int file, int entry, long record) {

    public static final UploadPosition START = new UploadPosition(0, 0, 0);
}
