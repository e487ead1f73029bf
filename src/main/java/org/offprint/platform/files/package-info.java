/** Files of articles: which content belongs to which article and version, and its address. */
package org.offprint.platform.files;
