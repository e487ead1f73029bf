package org.offprint.imports.files;

import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The files of zips that are bags (BagIt, RFC 8493), such as packages of articles: lists of hashes are no records, and of
 * an article that is there twice the JATS is read, which has its text.
 */
final class BagFiles {

    private static final String DECLARATION = "bagit.txt";

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
                        && !(entry.getName().equals(bag + "data/article.json") && hasArticle(bag));
    }

    /** Reports whether an entry is a file of the article of a bag, even if it could hold records. */
    boolean isOfArticle(ZipEntry entry) {
        String bag = bag(entry);
        return bag != null && entry.getName().startsWith(bag + "data/files/") && hasArticle(bag);
    }

    private boolean hasArticle(String bag) {
        return zip.getEntry(bag + "data/article.xml") != null;
    }
}
