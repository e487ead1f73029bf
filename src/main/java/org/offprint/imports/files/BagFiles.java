package org.offprint.imports.files;

import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Classifies the files in zips that are bags (BagIt, RFC 8493), such as article packages, or record archives. Hash
 * lists and files of articles are not read as records. If a bag contains an article as JSON and as JATS, the record is
 * read from the JSON, and the full text from the JATS.
 */
final class BagFiles {

    private static final String DECLARATION = "bagit.txt";
    private static final String RECORD = "data/article.json";
    private static final String TEXT = "data/article.xml";
    private static final String FILES = "data/files/";

    /**
     * Name of the record file in an archive ({@code /v1/exports/records.zip}), in which the remaining files are named
     * by their hashes.
     */
    private static final String RECORDS = "records.jsonl";

    private static final String HASHED = "files/";
    private static final int HASH = 64;

    private final ZipFile zip;
    /** Directories of bags, with a trailing slash. If the zip itself is a bag, its directory is an empty string. */
    private final Set<String> bags = new HashSet<>();

    BagFiles(ZipFile zip) {
        this.zip = zip;
        zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.equals(directory(name) + DECLARATION))
                .forEach(name -> bags.add(directory(name)));
    }

    /** Returns the first directory of a path with its trailing slash, or an empty string if there is none. */
    private static String directory(String path) {
        return path.substring(0, path.indexOf('/') + 1);
    }

    /** Returns the directory of the bag that contains a zip entry, or null if it is not in a bag. */
    private String bag(ZipEntry entry) {
        String bag = bags.contains("") ? "" : directory(entry.getName());
        return bags.contains(bag) ? bag : null;
    }

    /** Returns whether a zip entry may contain records or belong to a record. */
    boolean isContent(ZipEntry entry) {
        String bag = bag(entry);
        return bag == null
                || entry.getName().startsWith(bag + "data/")
                        && !(entry.getName().equals(bag + TEXT) && zip.getEntry(bag + RECORD) != null);
    }

    /**
     * Returns whether a zip entry is a file of an article in a bag or an archive, which is never read as a record file.
     */
    boolean isOfArticle(ZipEntry entry) {
        String bag = bag(entry);
        return bag == null
                ? isHashed(entry.getName()) && zip.getEntry(RECORDS) != null
                : entry.getName().startsWith(bag + FILES)
                        && (zip.getEntry(bag + RECORD) != null || zip.getEntry(bag + TEXT) != null);
    }

    private static boolean isHashed(String path) {
        return path.length() == HASHED.length() + HASH && path.startsWith(HASHED);
    }

    /** Returns whether a zip entry is the article record of a bag. */
    boolean isRecord(ZipEntry entry) {
        String bag = bag(entry);
        return bag != null && entry.getName().equals(bag + RECORD);
    }

    /**
     * Returns the JATS of the article with the given record entry. Returns null if the entry is not an article record
     * of a bag, or if the bag contains no JATS.
     */
    ZipEntry text(ZipEntry entry) {
        return isRecord(entry) ? zip.getEntry(bag(entry) + TEXT) : null;
    }
}
