/** Model Context Protocol, which lets language models search, read and cite published articles. */
package org.offprint.web.harvest.mcp;
