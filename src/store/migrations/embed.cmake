# Writes OUTPUT: the .sql files of FOLDER as a C array, in order of name.
file(GLOB files ${FOLDER}/*.sql)
list(SORT files)
set(rows "")
foreach(file ${files})
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} hex HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
    string(APPEND arrays
        "static const unsigned char sql_${name}[] = {${bytes}0};\n")
    string(APPEND rows
        "    {\"${name}\", (const char *)sql_${name}},\n")
endforeach()
file(WRITE ${OUTPUT} "/* Made by embed.cmake: the migrations. */\n\n"
    "#include \"store/migration.h\"\n\n${arrays}\n"
    "const struct migration migrations[] = {\n${rows}    {0},\n};\n")
