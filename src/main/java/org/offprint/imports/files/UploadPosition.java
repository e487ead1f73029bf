package org.offprint.imports.files;

/**
 * Position between two records of an import.
 *
 * @param file number of the upload, from 0
 * @param entry number of the file in the upload, from 0; above 0 only in a zip
 * @param record number of records of that file before the position
 */
public record UploadPosition(int file, int entry, long record) {

    public static final UploadPosition START = new UploadPosition(0, 0, 0);
}
