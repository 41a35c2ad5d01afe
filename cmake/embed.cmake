# cmake -DFROM=page.css -DTO=page_css.inc -P embed.cmake: a text file as C string literals, a line each.
file(READ "${FROM}" text)
string(REPLACE "\\" "\\\\" text "${text}")
string(REPLACE "\"" "\\\"" text "${text}")
string(REPLACE "\n" "\\n\"\n\"" text "${text}")
file(WRITE "${TO}" "\"${text}\"\n")
