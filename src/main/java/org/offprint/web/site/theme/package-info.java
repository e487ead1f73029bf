/** Site theme of the operator, with files that replace or extend the built-in files. */
package org.offprint.web.site.theme;
