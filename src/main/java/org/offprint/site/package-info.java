/** Pages for people. */
package org.offprint.site;
