package org.offprint.imports.files;

import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The files of zips that are bags (BagIt, RFC 8493), such as packages of articles, and of archives of records: lists of
 * hashes are no records, and files are none either. An article that is there twice is read as JSON, which says all of it,
 * and has its text from the JATS.
 */
final class BagFiles {

    private static final String DECLARATION = "bagit.txt";
    private static final String RECORD = "data/article.json";
    private static final String TEXT = "data/article.xml";
    private static final String FILES = "data/files/";

    /** In an archive of records ({@code /v1/exports/records.zip}), where files have their hashes for names. */
    private static final String RECORDS = "records.jsonl";

    private static final String HASHED = "files/";
    private static final int HASH = 64;

    private final ZipFile zip;
    /** Directories of bags, each with the slash at its end; empty for the zip itself. */
    private final Set<String> bags = new HashSet<>();

    BagFiles(ZipFile zip) {
        this.zip = zip;
        zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.equals(directory(name) + DECLARATION))
                .forEach(name -> bags.add(directory(name)));
    }

    /** Returns the first directory of a path, with its slash; empty for none. */
    private static String directory(String path) {
        return path.substring(0, path.indexOf('/') + 1);
    }

    /** Returns the directory of the bag that an entry is in; null where it is in none. */
    private String bag(ZipEntry entry) {
        String bag = bags.contains("") ? "" : directory(entry.getName());
        return bags.contains(bag) ? bag : null;
    }

    /** Reports whether an entry may hold records or belong to one. */
    boolean isContent(ZipEntry entry) {
        String bag = bag(entry);
        return bag == null
                || entry.getName().startsWith(bag + "data/")
                        && !(entry.getName().equals(bag + TEXT) && zip.getEntry(bag + RECORD) != null);
    }

    /** Reports whether an entry is a file of an article of a bag or an archive, even if it could hold records. */
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

    /** Reports whether an entry is the record of the article of a bag. */
    boolean isRecord(ZipEntry entry) {
        String bag = bag(entry);
        return bag != null && entry.getName().equals(bag + RECORD);
    }

    /** Returns the JATS that is in a bag beside this record; null for none. */
    ZipEntry text(ZipEntry entry) {
        return isRecord(entry) ? zip.getEntry(bag(entry) + TEXT) : null;
    }
}
