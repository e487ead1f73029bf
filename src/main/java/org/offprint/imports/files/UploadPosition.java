package org.offprint.imports.files;

/**
 * A place between two records of an import.
 *
 * @param file the number of the upload, from 0
 * @param entry the number of the file within it, from 0; above 0 in a zip only
 * @param record how many records of that file come before the place
 */
public record UploadPosition(int file, int entry, long record) {

    public static final UploadPosition START = new UploadPosition(0, 0, 0);
}
