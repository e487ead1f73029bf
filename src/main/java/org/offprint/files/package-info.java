/** Files that are kept here: which bytes belong to which article and version, and where they lie. */
package org.offprint.files;
