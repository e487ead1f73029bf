/** The start page, and the pages of journals and issues. */
package org.offprint.site.journals;
